-- H: a government's report against those below it. Plain SQL over filed.sql.
--
-- What explains a difference (an organ left out, one counted twice …) is found by `gouji set`.

CREATE OR REPLACE TEMP VIEW below AS
SELECT
  parent.name AS government, parent.organ, parent.agency, parent.year, child.name AS child, child.agency AS child_agency,
  child.form_requests = '2019' OR parent.form_requests = '2019' AS is_old
FROM filed AS parent
JOIN filed AS child ON child.above = parent.region AND child.year = parent.year AND child.organ <> parent.organ
WHERE parent.used AND child.used AND parent.kind = 'government' AND parent.level IN ('province', 'city', 'county')
  AND child.kind IN ('government', 'office', 'department', 'subdistrict', 'zone');

-- The cells that add up: S requests, D decisions, F fees, U what is counted once, N stocks.
CREATE OR REPLACE TEMP VIEW summed AS
SELECT name, cell, counted, class
FROM (
  SELECT
    name, cell, counted,
    CASE
      WHEN cell LIKE 'requests.denied.%.%' OR cell LIKE 'requests.unavailable.%.%' OR cell LIKE 'requests.rejected.%.%'
        OR cell LIKE 'requests.closed.%.%' THEN 'S'
      -- The labels of groups are no rows of their own.
      WHEN cell LIKE 'requests.denied.%' OR cell LIKE 'requests.unavailable.%' OR cell LIKE 'requests.rejected.%'
        OR cell LIKE 'requests.closed.%' THEN NULL
      WHEN cell LIKE 'requests.%' THEN 'S'
      WHEN cell LIKE 'reviews.%' THEN 'U'
      WHEN cell LIKE '%.decisions' OR cell LIKE '%.projects' THEN 'D'
      WHEN cell = 'disclosure.fees.amount' THEN 'F'
      WHEN cell LIKE '%.issued' OR cell LIKE '%.repealed' OR cell LIKE '%.made' OR cell LIKE '%.disclosed' THEN 'U'
      WHEN cell LIKE '%.in_force' OR cell LIKE '%.total' THEN 'N'
    END AS class
  FROM cells
) AS classed
WHERE class IS NOT NULL;

-- Each cell of a government beside the sum of those below it. `bound`: some organ's number is unknown, the sum is the least that it
-- may be. Where one of them follows the form of 2019, which has one row in place of three, 其他处理 is not compared.
CREATE OR REPLACE TEMP VIEW sums AS
SELECT
  own.organ, own.agency, own.year, own.government AS name, own.cell, own.class, own.counted AS own,
  coalesce(sum(part.counted), 0) AS total,
  count(*) > count(part.counted) AS bound,
  own.counted - coalesce(sum(part.counted), 0) AS difference,
  max(part.counted) AS largest
FROM (
  SELECT below.*, summed.cell, summed.class, summed.counted,
    max(CASE WHEN is_old THEN 1 ELSE 0 END) OVER (PARTITION BY government) AS any_old
  FROM below
  JOIN summed ON summed.name = below.government
) AS own
LEFT JOIN summed AS part ON part.name = own.child AND part.cell = own.cell
WHERE own.any_old = 0 OR own.cell NOT LIKE 'requests.closed.%'
GROUP BY own.organ, own.agency, own.year, own.government, own.cell, own.class, own.counted;

-- H01: less than one of them says. Where that is so in three rows and more, the report may be the office's own, not the sum.
CREATE OR REPLACE TEMP VIEW h01 AS
SELECT
  'H01' AS rule,
  CASE WHEN dense_rank() OVER (PARTITION BY name ORDER BY line) + dense_rank() OVER (PARTITION BY name ORDER BY line DESC) > 3
    THEN 'warning' ELSE 'error' END AS severity,
  organ, agency, year, name, cell, own AS actual, largest AS expected
FROM (
  SELECT *, replace(replace(replace(replace(replace(replace(replace(
    cell, '.natural', ''), '.business', ''), '.research', ''), '.welfare', ''), '.legal', ''), '.other', ''), '.total', '') AS line
  FROM sums
  WHERE largest > own
) AS less;
