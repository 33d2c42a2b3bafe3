-- The temporary table `told`: every figure with its incident, its voice and its place. $belongs: (measure, type) rows.

CREATE OR REPLACE TEMP TABLE told AS
WITH in_incidents AS (
  SELECT m.incident, m.document, m.event, e.type, e.sentence_start, e.trigger_start
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
  WHERE f.event IS NULL GROUP BY ALL
),
alone AS (
  SELECT f.document, f.id, any_value(i.incident) AS incident
  FROM figures f JOIN in_incidents i ON i.document = f.document
  JOIN belongs b ON b.measure = f.measure AND b.type = i.type
  WHERE f.event IS NULL GROUP BY ALL HAVING count(DISTINCT i.incident) = 1
)
SELECT coalesce(stated.incident, beside.incident, alone.incident) AS incident,
       CASE WHEN coalesce(stated.incident, beside.incident, alone.incident) IS NULL
            THEN coalesce(p.country, home.country, f.subject_country) END AS country,
       CASE WHEN coalesce(stated.incident, beside.incident, alone.incident) IS NULL AND p."precision" < 6
            THEN p.name END AS place,
       f.measure, f.subject, f.subject_country, f.part_of IS NOT NULL AS part, f.unit,
       f.low, f.high, f.best, f.qualifier, f.counting, f.status,
       coalesce(w.name, substr(d.text, a.source_start + 1, a.source_end - a.source_start),
                CASE WHEN f.attribution IS NULL THEN d.publisher END) AS source,
       f.attribution IS NULL AS own_voice, d.publisher,
       coalesce(try_cast(f.as_of AS DATE), try_cast(left(d.published, 10) AS DATE)) AS as_of, d.published AS reported,
       s.story, f.document, f.id AS figure
FROM figures f
JOIN documents d ON d.id = f.document
JOIN stories s ON s.document = f.document
LEFT JOIN stated ON stated.document = f.document AND stated.id = f.id
LEFT JOIN beside ON beside.document = f.document AND beside.id = f.id
LEFT JOIN alone ON alone.document = f.document AND alone.id = f.id
LEFT JOIN places p ON p.document = f.document AND p.id = f.place
LEFT JOIN places home ON home.document = d.id AND home.id = d.dateline_place
LEFT JOIN attributions a ON a.document = f.document AND a.id = f.attribution
LEFT JOIN entities w ON w.document = a.document AND w.id = a.source;
