"""Reports by the million where they lie: Spark around the wheel.

>>> raw = spark.read.parquet("RAW/")                       # what `python -m gouji pack` wrote
>>> gouji.spark.reviews(raw).write.partitionBy("year").parquet("OUT/reviews")

The wheel must be installed where the executors run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

import gouji

from . import sql

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# What one call checks: memory is that of so many inputs, whatever Spark hands over at once.
_CHUNK = 250


def reviews(df: DataFrame, name: str = "name", content: str = "content", lang: str = "zh") -> DataFrame:
    """A row a report, as `gouji.SCHEMA` has it, from a column of names and one of texts or of files' bytes.

    A report that cannot be checked, or breaks the checker, is a row that says so: no task fails for it.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    def check(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for start in range(0, batch.num_rows, _CHUNK):
                part = batch.slice(start, _CHUNK)
                yield pa.record_batch(gouji.check_batch(part[0].to_pylist(), part[1].to_pylist(), lang))

    return df.select(name, content).mapInArrow(check, from_arrow_schema(pa.schema(gouji.SCHEMA)))


def reports(reviews: DataFrame) -> DataFrame:
    """The same rows with one column a cell, as `gouji.REPORTS_SCHEMA` has it."""
    heads, states = (
        [],
        "transform(filter(cells, c -> c.state <> 'value'), c -> struct(replace(c.cell, '.', '_') AS cell, c.state, c.reason))",
    )
    known = set(reviews.columns)
    values = "map_from_entries(transform(cells, c -> struct(replace(c.cell, '.', '_'), c.value)))"
    for field in pa.schema(gouji.REPORTS_SCHEMA):
        if field.name in known:
            heads.append(field.name)
        elif field.name == "states":
            heads.append(f"{states} AS states")
        else:
            heads.append(f"try_element_at(_values, '{field.name}') AS {field.name}")
    return reviews.selectExpr("*", f"{values} AS _values").selectExpr(*heads)


def views(spark: SparkSession, reviews: DataFrame) -> None:
    """The views of `gouji.sql` over reviews: `findings`, `cells`, `j02`, `g01`, `g02`, `g03`, `sums`, `h01`, `j01`.

    Turns off broadcast joins in this session: reviews are a hundredth on disk of what they are in memory, and Spark would take
    them for small.
    """
    spark.conf.set("spark.sql.autoBroadcastJoinThreshold", "-1")
    reviews.createOrReplaceTempView("reviews")
    for name in ("spark", *sql.RULES):
        for statement in sql.statements(name):
            spark.sql(statement)
    # Small, and asked for again and again: kept once they have been calculated.
    for name in ("filed", "pairs"):
        spark.sql(f"CACHE LAZY TABLE {name}")
