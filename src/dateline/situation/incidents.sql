-- From the temporary table `members` (cluster, document, event) to `incidents` and `incident_events`.

CREATE OR REPLACE TEMP TABLE reports AS
SELECT m.cluster, m.document, m.event, e.type, e.modes, e.status, e.actors, e.recipients, e.date_source, e.attribution,
       try_cast(e.start_date AS DATE) AS started, try_cast(e.end_date AS DATE) AS ended,
       d.published AS reported, d.publisher, s.story, p.name AS place, p.latitude, p.longitude, p.country, p.admin1,
       p.geonames, p."precision",
       row_number() OVER (PARTITION BY m.cluster ORDER BY d.published NULLS LAST, m.document, m.event) AS nth
FROM members m
JOIN events e ON e.document = m.document AND e.id = m.event
JOIN documents d ON d.id = m.document
JOIN stories s ON s.document = m.document
LEFT JOIN places p ON p.document = m.document AND p.id = e.place;

CREATE OR REPLACE TEMP TABLE names AS
SELECT cluster, 'inc' || left(md5(document || chr(31) || event), 12) AS incident, document, event
FROM reports WHERE nth = 1;

-- The place that most reports give, of the most exact ones.
CREATE OR REPLACE TEMP TABLE incident_places AS
SELECT DISTINCT ON (cluster) cluster, place, latitude, longitude, country, admin1, geonames, "precision"
FROM (
  SELECT cluster, place, latitude, longitude, country, admin1, geonames, "precision", count(DISTINCT story) AS told
  FROM reports WHERE place IS NOT NULL GROUP BY ALL
)
ORDER BY cluster, coalesce("precision", 9), told DESC, place, latitude, longitude, geonames;

-- The date that most reports give: of the texts before those of publication, of what happened before what was planned.
CREATE OR REPLACE TEMP TABLE incident_dates AS
SELECT DISTINCT ON (cluster) cluster, started, ended, date_source
FROM (
  SELECT cluster, started, ended, date_source, status IN ('occurred', 'ongoing') AS happened,
         count(DISTINCT story) AS told
  FROM reports WHERE started IS NOT NULL OR ended IS NOT NULL GROUP BY ALL
)
ORDER BY cluster, date_source = 'text' DESC, happened DESC, coalesce(ended - started, 0), told DESC, started, ended;

CREATE OR REPLACE TEMP TABLE incident_parties AS
WITH roles AS (
  SELECT cluster, document, unnest(actors) AS entity, 'actor' AS side FROM reports
  UNION ALL
  SELECT cluster, document, unnest(recipients), 'recipient' FROM reports
),
named AS (
  SELECT r.cluster, r.side, e.name, e.country, count(DISTINCT r.document) AS told
  FROM roles r JOIN entities e ON e.document = r.document AND e.id = r.entity GROUP BY ALL
),
-- A last name stands for the full name that ends with it.
full_names AS (
  SELECT n.cluster, n.side, n.name, coalesce(max(f.name), n.name) AS full_name, any_value(n.told) AS told
  FROM (SELECT cluster, side, name, sum(told) AS told FROM named GROUP BY ALL) n
  LEFT JOIN named f ON f.cluster = n.cluster AND f.side = n.side AND ends_with(f.name, ' ' || n.name)
  GROUP BY n.cluster, n.side, n.name
),
totals AS (
  SELECT cluster, side, full_name AS name, sum(told) AS told FROM full_names GROUP BY ALL
),
lands AS (
  SELECT cluster, side, country, sum(told) AS told FROM named WHERE country IS NOT NULL GROUP BY ALL
)
SELECT n.cluster, n.side, n.names, coalesce(l.countries, []) AS countries
FROM (SELECT cluster, side, list(name ORDER BY told DESC, name) AS names FROM totals GROUP BY ALL) n
LEFT JOIN (SELECT cluster, side, list(country ORDER BY told DESC, country) AS countries FROM lands GROUP BY ALL) l
  ON l.cluster = n.cluster AND l.side = n.side;

-- What happened stays so; before that the latest report says whether it is planned, possible, called for or off.
CREATE OR REPLACE TEMP TABLE incident_states AS
SELECT cluster,
       CASE WHEN bool_or(status = 'occurred') THEN 'occurred'
            WHEN bool_or(status = 'ongoing') THEN 'ongoing'
            ELSE arg_max(status, nth) END AS status,
       bool_or(status = 'negated') AND bool_or(status IN ('occurred', 'ongoing')) AS contested,
       count(DISTINCT document)::INTEGER AS documents, count(DISTINCT story)::INTEGER AS stories,
       count(DISTINCT publisher)::INTEGER AS publishers, count(*)::INTEGER AS events,
       min(reported) AS first_reported, max(reported) AS last_reported
FROM reports GROUP BY cluster;

-- The type that most reports give.
CREATE OR REPLACE TEMP TABLE incident_types AS
SELECT DISTINCT ON (cluster) cluster, type
FROM (SELECT cluster, type, count(DISTINCT story) AS told FROM reports GROUP BY ALL)
ORDER BY cluster, told DESC, type;

CREATE OR REPLACE TEMP TABLE incident_modes AS
SELECT cluster, list(mode ORDER BY told DESC, mode) AS modes
FROM (SELECT cluster, mode, count(*) AS told FROM (SELECT cluster, unnest(modes) AS mode FROM reports) GROUP BY ALL)
GROUP BY cluster;

DELETE FROM incidents;
INSERT INTO incidents
SELECT n.incident, k.type, coalesce(m.modes, []), s.status, s.contested,
       coalesce(t.started, t.ended), coalesce(t.ended, t.started), t.date_source,
       p.place, p.latitude, p.longitude, p.country, p.admin1, p.geonames, p."precision",
       coalesce(a.names, []), coalesce(a.countries, []), coalesce(r.names, []), coalesce(r.countries, []),
       s.documents, s.stories, s.publishers, s.events, s.first_reported, s.last_reported, n.document, n.event
FROM names n JOIN incident_states s USING (cluster)
JOIN incident_types k USING (cluster)
LEFT JOIN incident_modes m USING (cluster)
LEFT JOIN incident_dates t USING (cluster)
LEFT JOIN incident_places p USING (cluster)
LEFT JOIN incident_parties a ON a.cluster = n.cluster AND a.side = 'actor'
LEFT JOIN incident_parties r ON r.cluster = n.cluster AND r.side = 'recipient'
ORDER BY coalesce(t.started, t.ended) NULLS LAST, n.incident;

DELETE FROM incident_events;
INSERT INTO incident_events
SELECT n.incident, r.document, r.event, r.status, r.reported
FROM reports r JOIN names n USING (cluster)
ORDER BY n.incident, r.nth;
