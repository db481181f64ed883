-- The views of duckdb.sql for Spark, over a view or table `reviews`.

CREATE OR REPLACE TEMP VIEW findings AS
SELECT id, name, agency, year, item.* FROM (SELECT id, name, agency, year, explode(findings) AS item FROM reviews);

CREATE OR REPLACE TEMP VIEW cells AS
SELECT id, name, agency, year, item.* FROM (SELECT id, name, agency, year, explode(cells) AS item FROM reviews);

CREATE OR REPLACE TEMP VIEW organs AS
SELECT
  name, agency, year, form_disclosure, form_requests, text_hash, reorganised,
  body.kind AS kind, body.level AS level, body.unit AS unit,
  array_join(body.region, '/') AS region,
  CASE
    WHEN body.kind IN ('government', 'subdistrict') THEN array_join(slice(body.region, 1, greatest(size(body.region) - 1, 0)), '/')
    ELSE array_join(body.region, '/')
  END AS above,
  concat(array_join(body.region, '/'), '|', body.kind, '|', body.stem) AS organ
FROM reviews
WHERE reason IS NULL AND year IS NOT NULL;

CREATE OR REPLACE TEMP VIEW expired AS
SELECT name, explode(expired) AS number FROM reviews;

CREATE OR REPLACE TEMP VIEW told_growths AS
SELECT name, nth + 1 AS growth, item FROM (SELECT name, posexplode(growths) AS (nth, item) FROM reviews);

CREATE OR REPLACE TEMP VIEW growths AS
SELECT name, growth, item.percent AS percent, item.digits AS digits, item.text AS text FROM told_growths;

CREATE OR REPLACE TEMP VIEW growth_numbers AS
SELECT name, growth, 'now' AS which, explode(item.now) AS number FROM told_growths
UNION ALL
SELECT name, growth, 'base' AS which, explode(item.base) AS number FROM told_growths;

CREATE OR REPLACE TEMP VIEW growth_readings AS
SELECT name, growth, nth + 1 AS reading, one FROM (SELECT name, growth, posexplode(item.readings) AS (nth, one) FROM told_growths);

CREATE OR REPLACE TEMP VIEW growth_cells AS
SELECT name, growth, reading, 1 AS sign, explode(one.plus) AS cell FROM growth_readings
UNION ALL
SELECT name, growth, reading, -1 AS sign, explode(one.minus) AS cell FROM growth_readings;

CREATE OR REPLACE TEMP VIEW parts AS
SELECT name, 'overview' AS part, sections.overview.compared AS words FROM reviews
UNION ALL
SELECT name, 'problems' AS part, sections.problems.compared AS words FROM reviews;

CREATE OR REPLACE TEMP VIEW grams AS
SELECT name, part, start, substring(words, start, 8) AS gram
FROM (SELECT name, part, words, explode(sequence(1, length(words) - 7)) AS start FROM parts WHERE length(words) >= 60);
