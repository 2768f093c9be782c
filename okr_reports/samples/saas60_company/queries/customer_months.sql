-- One row per paying customer and month, with the tickets resolved for them in it.
SELECT
    b.customer_id,
    b.month,
    COALESCE(t.ticket_count, 0) AS ticket_count
FROM billing_months AS b
LEFT JOIN (
    SELECT
        customer_id,
        strftime('%Y-%m', resolved_at, '+330 minutes') AS month,
        COUNT(*) AS ticket_count
    FROM tickets
    GROUP BY 1, 2
) AS t ON t.customer_id = b.customer_id AND t.month = b.month
