SELECT w.country, count(DISTINCT w.ref) AS trainings, group_concat(DISTINCT g.title_en) AS guidelines
FROM workshops w
JOIN links t ON t.source = w.ref AND t.field = 'topics' AND t.target = 'topics/tailings-safety'
LEFT JOIN links l ON l.source = w.ref AND l.field = 'guidelines'
LEFT JOIN guidelines g ON g.ref = l.target
WHERE w.kind = 'training' AND w.starts >= '2018'
GROUP BY w.country;
