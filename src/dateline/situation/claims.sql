-- The temporary table `told`: every figure with its incident, its voice and its place. $belongs: (measure, type) rows.

CREATE OR REPLACE TEMP TABLE told AS
WITH in_incidents AS (
  SELECT m.incident, m.document, m.event, e.type, e.sentence_start, e.sentence_end, e.trigger_start
  FROM incident_events m JOIN events e ON e.document = m.document AND e.id = m.event
),
stated AS (
  SELECT f.document, f.id, i.incident FROM figures f
  JOIN in_incidents i ON i.document = f.document AND i.event = f.event
),
beside AS (
  SELECT f.document, f.id, arg_min(i.incident, (abs(i.trigger_start - f.span_start), i.event)) AS incident
  FROM figures f JOIN in_incidents i ON i.document = f.document AND i.sentence_start = f.sentence_start
  JOIN belongs b ON b.measure = f.measure AND b.type = i.type
  GROUP BY ALL
),
counted AS (
  SELECT DISTINCT s.document, s.incident, f.measure
  FROM (FROM stated UNION ALL FROM beside) s JOIN figures f ON f.document = s.document AND f.id = s.id
),
-- "… hit the market on Monday. At least 12 people were killed."
after AS (
  SELECT f.document, f.id, any_value(i.incident) AS incident
  FROM figures f JOIN in_incidents i ON i.document = f.document
  JOIN belongs b ON b.measure = f.measure AND b.type = i.type
  LEFT JOIN places p ON p.document = f.document AND p.id = f.place
  WHERE f.sentence_start - i.sentence_end BETWEEN 0 AND 300 AND coalesce(p."precision", 1) < 6
    AND NOT EXISTS (SELECT 1 FROM counted c
                    WHERE c.document = f.document AND c.incident = i.incident AND c.measure = f.measure)
  GROUP BY ALL HAVING count(DISTINCT i.incident) = 1
),
linked AS (
  SELECT f.document, f.id, coalesce(stated.incident, beside.incident, after.incident) AS incident
  FROM figures f
  LEFT JOIN stated ON stated.document = f.document AND stated.id = f.id
  LEFT JOIN beside ON beside.document = f.document AND beside.id = f.id
  LEFT JOIN after ON after.document = f.document AND after.id = f.id
),
-- The country that a document speaks of most, its dateline apart.
settings AS (
  SELECT DISTINCT ON (p.document) p.document, p.country
  FROM places p JOIN mentions m ON m.document = p.document AND m.part = p.id
  JOIN documents d ON d.id = p.document
  LEFT JOIN places h ON h.document = d.id AND h.id = d.dateline_place
  WHERE p.country IS NOT NULL AND (p.id IS DISTINCT FROM d.dateline_place OR m.position > 0)
  GROUP BY p.document, p.country
  ORDER BY p.document, count(*) DESC, bool_or(p.country = h.country) DESC NULLS LAST, min(m.span_start)
)
SELECT l.incident,
       CASE WHEN l.incident IS NULL
            THEN coalesce(p.country, there.country, about.country, home.country, f.subject_country) END AS country,
       CASE WHEN l.incident IS NULL AND p."precision" < 6 THEN p.name END AS place,
       coalesce(i.country, p.country, there.country, about.country, home.country) AS setting,
       f.measure, f.subject, f.subject_country, f.part_of IS NOT NULL AS part, f.unit,
       f.low, f.high, f.best, f.qualifier, f.counting, f.status,
       coalesce(w.name, substr(d.text, a.source_start + 1, a.source_end - a.source_start),
                CASE WHEN f.attribution IS NULL THEN d.publisher END) AS source,
       f.attribution IS NULL AS own_voice, d.publisher,
       coalesce(try_cast(f.as_of AS DATE), try_cast(left(d.published, 10) AS DATE)) AS as_of, d.published AS reported,
       s.story, f.document, f.id AS figure
FROM figures f
JOIN linked l ON l.document = f.document AND l.id = f.id
LEFT JOIN incidents i ON i.id = l.incident
JOIN documents d ON d.id = f.document
JOIN stories s ON s.document = f.document
LEFT JOIN places p ON p.document = f.document AND p.id = f.place
LEFT JOIN events e ON e.document = f.document AND e.id = f.event
LEFT JOIN places there ON there.document = f.document AND there.id = e.place
LEFT JOIN settings about ON about.document = f.document
LEFT JOIN places home ON home.document = d.id AND home.id = d.dateline_place
LEFT JOIN attributions a ON a.document = f.document AND a.id = f.attribution
LEFT JOIN entities w ON w.document = a.document AND w.id = a.source;
