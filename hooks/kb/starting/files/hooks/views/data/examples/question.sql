SELECT n.reviewed, count(s.id) AS sources, n.ref
FROM notes n
LEFT JOIN notes_sources s ON s.record = n.ref
GROUP BY n.ref
ORDER BY n.reviewed DESC
LIMIT 10;
