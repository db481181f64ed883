"""A Spark job: packed reports in; reviews, a wide table and the rules on several reports out.

    spark-submit python/examples/spark_job.py RAW/ OUT/

RAW/ is what `python -m gouji pack` wrote, or any Parquet with a column of names and one of contents.
"""

import sys

from pyspark.sql import SparkSession

import gouji.spark


def run(spark: SparkSession, raw: str, out: str) -> None:
    """Writes OUT/reviews, OUT/reports and OUT/rules."""
    # Small inputs, long work: more partitions than cores, so that the last one is not waited for.
    packed = spark.read.parquet(raw).repartition(4 * spark.sparkContext.defaultParallelism)
    gouji.spark.reviews(packed).write.mode("overwrite").partitionBy("year").parquet(f"{out}/reviews")
    # What follows reads what was written: nothing is checked twice.
    reviews = spark.read.parquet(f"{out}/reviews")
    gouji.spark.reports(reviews).write.mode("overwrite").partitionBy("year").parquet(f"{out}/reports")
    gouji.spark.views(spark, reviews)
    for rule in ("g01", "h01", "j01"):
        spark.table(rule).coalesce(1).write.mode("overwrite").parquet(f"{out}/rules/{rule}")


def main(raw: str, out: str) -> None:
    spark = SparkSession.builder.appName("gouji").getOrCreate()
    run(spark, raw, out)
    for table in ("reviews", "reports", "rules/g01", "rules/h01", "rules/j01"):
        print(table, spark.read.parquet(f"{out}/{table}").count())
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
