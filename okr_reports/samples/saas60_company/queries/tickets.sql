-- Times are UTC in the warehouse; agent_month is of the month in Kolkata.
SELECT
    ticket_id,
    customer_id,
    agent_id,
    agent_id || ' ' || strftime('%Y-%m', resolved_at, '+330 minutes') AS agent_month,
    opened_at,
    resolved_at,
    first_response_hours,
    reply_count,
    is_reopened
FROM tickets
