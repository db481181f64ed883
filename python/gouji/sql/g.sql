-- G: a report against last year's of the same organ. Plain SQL over filed.sql.

CREATE OR REPLACE TEMP VIEW paired AS
SELECT
  now.organ, now.agency, now.year, now.name, before.name AS previous,
  before.unit <> now.unit OR now.reorganised IS NOT NULL AS changed,
  before.form_disclosure AS form_before, now.form_disclosure AS form_now
FROM filed AS now
JOIN filed AS before ON before.organ = now.organ AND before.year = now.year - 1
WHERE now.used AND before.used;

-- Whether the two seem to be of an office alone and of all its area: five of six large numbers changed tenfold the same way.
CREATE OR REPLACE TEMP VIEW scopes AS
SELECT
  paired.name,
  sum(CASE WHEN now.counted > 10 * greatest(before.counted, 1) THEN 1 ELSE 0 END) >= 5
    OR sum(CASE WHEN before.counted > 10 * greatest(now.counted, 1) THEN 1 ELSE 0 END) >= 5 AS scope
FROM paired
JOIN cells AS now ON now.name = paired.name
JOIN cells AS before ON before.name = paired.previous AND before.cell = now.cell
WHERE now.cell IN (
  'requests.new.total', 'disclosure.licensing.decisions', 'disclosure.penalty.decisions', 'disclosure.compulsion.decisions',
  'disclosure.fees.amount', 'disclosure.normative.in_force'
)
GROUP BY paired.name;

CREATE OR REPLACE TEMP VIEW pairs AS
SELECT paired.*, coalesce(scopes.scope, false) AS scope
FROM paired
LEFT JOIN scopes ON scopes.name = paired.name;

-- What was carried in beside what last year's report carried out, a row a kind of applicant.
CREATE OR REPLACE TEMP VIEW carried AS
SELECT
  pairs.*, now.cell, before.counted AS expected, now.counted AS actual,
  CASE
    WHEN now.cell LIKE '%.natural' THEN 1 WHEN now.cell LIKE '%.business' THEN 2 WHEN now.cell LIKE '%.research' THEN 3
    WHEN now.cell LIKE '%.welfare' THEN 4 WHEN now.cell LIKE '%.legal' THEN 5 WHEN now.cell LIKE '%.other' THEN 6 ELSE 7
  END AS place
FROM pairs
JOIN cells AS now ON now.name = pairs.name AND now.cell LIKE 'requests.carried_in.%'
JOIN cells AS before ON before.name = pairs.previous AND before.cell = replace(now.cell, 'carried_in', 'carried_out');

-- G01: one row a report, with the total, or the last kind of applicant that differs.
CREATE OR REPLACE TEMP VIEW g01 AS
SELECT
  'G01' AS rule,
  CASE WHEN scope THEN 'info' WHEN changed OR cell <> 'requests.carried_in.total' THEN 'warning' ELSE 'error' END AS severity,
  organ, agency, year, name, previous, cell, expected, actual, differing
FROM (
  SELECT
    *,
    row_number() OVER (PARTITION BY name ORDER BY place DESC) AS number,
    count(*) OVER (PARTITION BY name) AS differing
  FROM carried
  WHERE expected <> actual
) AS broken
WHERE number = 1;

-- Stocks of rules and normative documents: what should be there after what came and went.
CREATE OR REPLACE TEMP VIEW stocks AS
SELECT
  pairs.*, stock.cell,
  before.counted + came.counted - coalesce(went.counted, 0) AS expected,
  stock.counted AS actual,
  pairs.form_now = '2019' AS is_most
FROM pairs
JOIN cells AS stock ON stock.name = pairs.name AND stock.cell IN (
  'disclosure.rules.in_force', 'disclosure.normative.in_force', 'disclosure.rules.total', 'disclosure.normative.total'
)
JOIN cells AS before ON before.name = pairs.previous AND before.cell = stock.cell
JOIN cells AS came ON came.name = pairs.name
  AND came.cell = replace(replace(stock.cell, '.in_force', '.issued'), '.total', '.disclosed')
LEFT JOIN cells AS went ON went.name = pairs.name AND went.cell = replace(stock.cell, '.in_force', '.repealed')
  AND stock.cell LIKE '%.in_force'
WHERE pairs.form_before = pairs.form_now AND (pairs.form_now = '2019' OR went.counted IS NOT NULL);

-- G02: in the form of 2019, which does not say what was repealed, the stock may only be less.
CREATE OR REPLACE TEMP VIEW g02 AS
SELECT
  'G02' AS rule,
  CASE WHEN scope OR changed OR is_most THEN 'info' ELSE 'warning' END AS severity,
  organ, agency, year, name, previous, cell, expected, actual
FROM stocks
WHERE CASE
  WHEN is_most THEN actual > expected
  ELSE actual <> expected AND NOT EXISTS (
    SELECT 1 FROM expired WHERE expired.name = stocks.name AND expired.number = abs(stocks.actual - stocks.expected)
  )
END;

-- What each reading of a growth gives this year and gave last year; null where a cell is unknown.
CREATE OR REPLACE TEMP VIEW growth_sums AS
WITH asked AS (
  SELECT pairs.name, pairs.previous, told.growth, told.reading, told.sign, told.cell
  FROM growth_cells AS told
  JOIN pairs ON pairs.name = told.name
)
SELECT
  asked.name, asked.growth, asked.reading,
  CASE WHEN count(*) = count(now.counted) THEN sum(asked.sign * now.counted) END AS now,
  CASE WHEN count(*) = count(before.counted) THEN sum(asked.sign * before.counted) END AS base
FROM asked
LEFT JOIN cells AS now ON now.name = asked.name AND now.cell = asked.cell
LEFT JOIN cells AS before ON before.name = asked.previous AND before.cell = asked.cell
GROUP BY asked.name, asked.growth, asked.reading;

-- G03: the text gives a base that last year's report does not say, or a percentage that does not follow from it, neither rounded
-- nor cut off, or any percentage where last year's report says 0. A growth with a reading that is unknown in one of the years is not
-- told.
CREATE OR REPLACE TEMP VIEW g03 AS
WITH sums AS (SELECT * FROM growth_sums),
known AS (
  SELECT name, growth FROM sums GROUP BY name, growth HAVING count(*) = count(now) AND count(*) = count(base)
),
given AS (
  SELECT told.name, told.growth, max(CASE WHEN sums.base = told.number THEN 1 ELSE 0 END) AS is_said
  FROM growth_numbers AS told
  JOIN sums ON sums.name = told.name AND sums.growth = told.growth
  WHERE told.which = 'base'
  GROUP BY told.name, told.growth
),
nothing AS (
  SELECT name, growth FROM sums GROUP BY name, growth HAVING max(abs(base)) = 0
),
numbers AS (
  SELECT name, growth, reading, now AS number FROM sums
  UNION ALL
  SELECT name, growth, 0 AS reading, number FROM growth_numbers WHERE which = 'now'
),
tried AS (
  SELECT
    growths.name, growths.growth,
    max(CASE
      WHEN abs((numbers.number - sums.base) * 100 - growths.percent * sums.base) * power(10, growths.digits) < abs(sums.base)
        THEN 1 ELSE 0 END) AS fits,
    max(CASE WHEN numbers.reading = sums.reading THEN 1 ELSE 0 END) AS is_told
  FROM growths
  JOIN sums ON sums.name = growths.name AND sums.growth = growths.growth AND sums.base <> 0
  JOIN numbers ON numbers.name = growths.name AND numbers.growth = growths.growth
  GROUP BY growths.name, growths.growth
)
SELECT
  'G03' AS rule, CASE WHEN pairs.scope THEN 'info' ELSE 'warning' END AS severity,
  pairs.organ, pairs.agency, pairs.year, pairs.name, pairs.previous, growths.text, growths.percent AS actual
FROM growths
JOIN known ON known.name = growths.name AND known.growth = growths.growth
JOIN pairs ON pairs.name = growths.name
LEFT JOIN given ON given.name = growths.name AND given.growth = growths.growth
LEFT JOIN tried ON tried.name = growths.name AND tried.growth = growths.growth
LEFT JOIN nothing ON nothing.name = growths.name AND nothing.growth = growths.growth
WHERE coalesce(
  given.is_said = 0, tried.fits = 0 AND tried.is_told = 1, nothing.name IS NOT NULL AND growths.percent <> 0
);
