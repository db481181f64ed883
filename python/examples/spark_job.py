"""A Spark job: packed reports in; reviews, a wide table and the rules on several reports out.

    spark-submit python/examples/spark_job.py RAW/ OUT/

RAW/ is what `python -m gouji pack` wrote, or any Parquet with a column of names and one of contents.
"""

import sys

import gouji.spark
from pyspark.sql import SparkSession


def main(raw: str, out: str) -> None:
    spark = SparkSession.builder.appName("gouji").getOrCreate()
    # Small inputs, long work: more partitions than cores, so that the last one is not waited for.
    packed = spark.read.parquet(raw).repartition(4 * spark.sparkContext.defaultParallelism)
    gouji.spark.reviews(packed).write.mode("overwrite").partitionBy("year").parquet(f"{out}/reviews")
    # What follows reads what was written: nothing is checked twice.
    reviews = spark.read.parquet(f"{out}/reviews")
    gouji.spark.reports(reviews).write.mode("overwrite").partitionBy("year").parquet(f"{out}/reports")
    gouji.spark.views(spark, reviews)
    for rule in ("g01", "h01", "j01"):
        spark.table(rule).coalesce(1).write.mode("overwrite").parquet(f"{out}/rules/{rule}")
        print(rule, spark.read.parquet(f"{out}/rules/{rule}").count())
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
