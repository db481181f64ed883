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
known AS (
  SELECT told.*, told.reports >= 5 AND told.reports * 10 > everything.reports AS is_template
  FROM (SELECT part, year, gram, count(DISTINCT name) AS reports FROM runs GROUP BY part, year, gram) AS told
  JOIN everything ON everything.part = told.part AND everything.year = told.year
),
-- What is the same goes on at most to where a template begins.
marked AS (
  SELECT
    runs.*, known.reports, known.is_template,
    min(CASE WHEN known.is_template THEN runs.start END) OVER (
      PARTITION BY runs.part, runs.name ORDER BY runs.start ROWS BETWEEN 1 FOLLOWING AND 7 FOLLOWING
    ) AS stop
  FROM runs
  JOIN known ON known.part = runs.part AND known.year = runs.year AND known.gram = runs.gram
),
counted AS (
  SELECT part, year, organ, name, start, gram, coalesce(stop, start + 8) AS stop
  FROM marked
  WHERE reports > 1 AND NOT is_template
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
-- The characters of a report's part that stand in the other's, in stretches of eight and more.
places AS (
  SELECT DISTINCT near.part, near.year, near.name, near.other, ours.start + steps.step AS place
  FROM near
  JOIN counted AS ours ON ours.part = near.part AND ours.year = near.year AND ours.name = near.name
  JOIN held AS theirs
    ON theirs.part = near.part AND theirs.year = near.year AND theirs.name = near.other AND theirs.gram = ours.gram
  JOIN steps ON ours.start + steps.step < ours.stop
),
stretches AS (
  SELECT part, year, name, other, count(*) AS same
  FROM (
    SELECT places.*, place - row_number() OVER (PARTITION BY part, year, name, other ORDER BY place) AS stretch FROM places
  ) AS placed
  GROUP BY part, year, name, other, stretch
  HAVING count(*) >= 8
),
-- A text of n characters has n - 7 runs.
shares AS (
  SELECT told.part, told.year, told.name, told.other, CAST(floor(100.0 * told.same / (reports.runs + 7)) AS INTEGER) AS percent
  FROM (SELECT part, year, name, other, sum(same) AS same FROM stretches GROUP BY part, year, name, other) AS told
  JOIN reports ON reports.part = told.part AND reports.year = told.year AND reports.name = told.name
),
compared AS (
  SELECT near.part, near.year, near.name, near.other, coalesce(a.percent, 0) AS percent, coalesce(b.percent, 0) AS other_percent
  FROM near
  LEFT JOIN shares AS a ON a.part = near.part AND a.year = near.year AND a.name = near.name AND a.other = near.other
  LEFT JOIN shares AS b ON b.part = near.part AND b.year = near.year AND b.name = near.other AND b.other = near.name
  WHERE near.name < near.other
)
SELECT
  'J01' AS rule, CASE WHEN greatest(percent, other_percent) >= 80 THEN 'warning' ELSE 'info' END AS severity,
  part, year, name, other, percent, other_percent
FROM compared
WHERE greatest(percent, other_percent) >= 50;
