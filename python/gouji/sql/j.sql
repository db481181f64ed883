-- J01: parts of reports of different organs that are word for word the same. Plain SQL over filed.sql.
--
-- Measured by runs of eight characters, as `gouji set` does. A run that stands in more than a tenth of the organs' reports, and in
-- at least five, is a template's and does not count.

CREATE OR REPLACE TEMP VIEW j01 AS
WITH runs AS (
  SELECT grams.part, filed.year, filed.organ, grams.name, grams.start, grams.gram
  FROM grams
  JOIN filed ON filed.name = grams.name AND filed.used
),
reports AS (
  SELECT part, year, name, count(*) AS runs FROM runs GROUP BY part, year, name
),
everything AS (
  SELECT part, year, count(*) AS reports FROM reports GROUP BY part, year
),
-- Runs that stand in several reports and are no template's.
telling AS (
  SELECT runs.part, runs.year, runs.gram
  FROM (SELECT part, year, gram, count(DISTINCT name) AS reports FROM runs GROUP BY part, year, gram) AS runs
  JOIN everything ON everything.part = runs.part AND everything.year = runs.year
  WHERE runs.reports > 1 AND NOT (runs.reports >= 5 AND runs.reports * 10 > everything.reports)
),
counted AS (
  SELECT runs.*
  FROM runs
  JOIN telling ON telling.part = runs.part AND telling.year = runs.year AND telling.gram = runs.gram
),
held AS (SELECT DISTINCT part, year, organ, name, gram FROM counted),
-- Pairs with at least an eighth of their runs in common.
near AS (
  SELECT pair.*
  FROM (
    SELECT a.part, a.year, a.name, b.name AS other, count(*) AS shared
    FROM held AS a
    JOIN held AS b ON b.part = a.part AND b.year = a.year AND b.gram = a.gram AND b.organ <> a.organ
    GROUP BY a.part, a.year, a.name, b.name
  ) AS pair
  JOIN reports AS own ON own.part = pair.part AND own.year = pair.year AND own.name = pair.name
  JOIN reports AS other ON other.part = pair.part AND other.year = pair.year AND other.name = pair.other
  WHERE pair.shared * 8 >= least(own.runs, other.runs)
),
steps AS (
  SELECT 0 AS step UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3
  UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7
),
-- How many characters of a report's part stand in the other's.
covers AS (
  SELECT near.part, near.year, near.name, near.other, count(DISTINCT ours.start + steps.step) AS same
  FROM near
  JOIN counted AS ours ON ours.part = near.part AND ours.year = near.year AND ours.name = near.name
  JOIN held AS theirs
    ON theirs.part = near.part AND theirs.year = near.year AND theirs.name = near.other AND theirs.gram = ours.gram
  CROSS JOIN steps
  GROUP BY near.part, near.year, near.name, near.other
),
-- A text of n characters has n - 7 runs.
shares AS (
  SELECT covers.*, reports.runs + 7 AS chars, floor(100.0 * covers.same / (reports.runs + 7)) AS percent
  FROM covers
  JOIN reports ON reports.part = covers.part AND reports.year = covers.year AND reports.name = covers.name
)
SELECT
  'J01' AS rule, CASE WHEN greatest(a.percent, b.percent) >= 80 THEN 'warning' ELSE 'info' END AS severity,
  a.part, a.year, a.name, a.other, a.percent, b.percent AS other_percent
FROM shares AS a
JOIN shares AS b ON b.part = a.part AND b.year = a.year AND b.name = a.other AND b.other = a.name
WHERE a.name < a.other AND greatest(a.percent, b.percent) >= 50;
