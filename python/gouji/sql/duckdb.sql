-- The tables of an archive for DuckDB. Run in the archive's folder, or by gouji.sql.connect(folder).

-- A row a report: nested columns.
CREATE OR REPLACE TEMP VIEW reviews AS
SELECT * FROM read_parquet('reviews/*/*.parquet', hive_partitioning = true, hive_types = {'year': INTEGER});

-- A row a report: one column a cell, null where there is no number (states tells why).
CREATE OR REPLACE TEMP VIEW reports AS
SELECT * FROM read_parquet('reports/*/*.parquet', hive_partitioning = true, hive_types = {'year': INTEGER});

-- A row a finding.
CREATE OR REPLACE TEMP VIEW findings AS
SELECT id, name, agency, year, unnest(findings, max_depth := 2) FROM reviews;

-- A row a cell. counted is what a cell adds to sums: its number, 0 where it is empty, null where that is unknown.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT id, name, agency, year, unnest(cells, max_depth := 2) FROM reviews;

-- What the rules on several reports compare. The same views for Spark are in spark.sql.

-- Each readable report with its organ.
CREATE OR REPLACE TEMP VIEW organs AS
SELECT
  name, agency, year, form_disclosure, form_requests, text_hash, reorganised,
  body.kind AS kind, body.level AS level, body.unit AS unit,
  array_to_string(body.region, '/') AS region,
  CASE
    WHEN body.kind IN ('government', 'subdistrict') THEN array_to_string(body.region[:-2], '/')
    ELSE array_to_string(body.region, '/')
  END AS above,
  array_to_string(body.region, '/') || '|' || body.kind || '|' || body.stem AS organ
FROM reviews
WHERE reason IS NULL AND year IS NOT NULL;

-- Numbers of documents that the text says have expired or moved.
CREATE OR REPLACE TEMP VIEW expired AS
SELECT name, unnest(expired) AS number FROM reviews;

-- Growths that the text tells, the numbers beside them, and the cells that they may be of.
CREATE OR REPLACE TEMP VIEW growths AS
SELECT name, nth AS growth, growths[nth].percent AS percent, growths[nth].digits AS digits, growths[nth].text AS text
FROM (SELECT name, growths, unnest(generate_series(1, len(growths))) AS nth FROM reviews);

CREATE OR REPLACE TEMP VIEW growth_numbers AS
SELECT name, nth AS growth, 'now' AS which, unnest(growths[nth].now) AS number
FROM (SELECT name, growths, unnest(generate_series(1, len(growths))) AS nth FROM reviews)
UNION ALL
SELECT name, nth AS growth, 'base' AS which, unnest(growths[nth].base) AS number
FROM (SELECT name, growths, unnest(generate_series(1, len(growths))) AS nth FROM reviews);

CREATE OR REPLACE TEMP VIEW growth_cells AS
WITH each_growth AS (SELECT name, growths, unnest(generate_series(1, len(growths))) AS nth FROM reviews),
each_reading AS (
  SELECT name, nth AS growth, growths[nth].readings AS readings, unnest(generate_series(1, len(growths[nth].readings))) AS reading
  FROM each_growth
)
SELECT name, growth, reading, 1 AS sign, unnest(readings[reading].plus) AS cell FROM each_reading
UNION ALL
SELECT name, growth, reading, -1 AS sign, unnest(readings[reading].minus) AS cell FROM each_reading;

-- Parts one and five as they are compared, and every run of eight characters in them.
CREATE OR REPLACE TEMP VIEW parts AS
SELECT name, 'overview' AS part, sections.overview.compared AS words FROM reviews
UNION ALL
SELECT name, 'problems' AS part, sections.problems.compared AS words FROM reviews;

CREATE OR REPLACE TEMP VIEW grams AS
SELECT name, part, start, substring(words, start, 8) AS gram
FROM (SELECT name, part, words, unnest(generate_series(1, length(words) - 7)) AS start FROM parts WHERE length(words) >= 60);
