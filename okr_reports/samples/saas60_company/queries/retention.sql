-- One row per customer who paid a year ago: what they paid at that month's end, and what they pay now (0 = gone).
SELECT
    y.customer_id,
    (CAST(substr(y.month, 1, 4) AS INTEGER) + 1) || substr(y.month, 5) AS month,
    y.mrr_end AS mrr_then,
    COALESCE(b.mrr_end, 0) AS mrr_now
FROM billing_months AS y
LEFT JOIN billing_months AS b
    ON b.customer_id = y.customer_id
    AND b.month = (CAST(substr(y.month, 1, 4) AS INTEGER) + 1) || substr(y.month, 5)
WHERE (CAST(substr(y.month, 1, 4) AS INTEGER) + 1) || substr(y.month, 5) <= (SELECT MAX(month) FROM billing_months)
