-- Which report counts for an organ and a year. Plain SQL over duckdb.sql or spark.sql.
--
-- Of several reports the last by name counts; `gouji set`, which knows the files, takes the newest. Names and folders tell the
-- organ (gouji.body); `gouji set` also looks at the other names, and at a roster.

CREATE OR REPLACE TEMP VIEW filed AS
SELECT *, is_first AND name = max(CASE WHEN is_first THEN name END) OVER (PARTITION BY organ, year) AS used
FROM (
  SELECT
    *,
    row_number() OVER (PARTITION BY organ, year, text_hash ORDER BY name) = 1 AS is_first,
    min(name) OVER (PARTITION BY organ, year, text_hash) AS first_name
  FROM organs
) AS told;

-- J02: the same text twice, white space aside.
CREATE OR REPLACE TEMP VIEW j02 AS
SELECT 'J02' AS rule, 'info' AS severity, organ, agency, year, name, first_name AS other
FROM filed
WHERE NOT is_first;
