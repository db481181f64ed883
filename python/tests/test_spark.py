"""Spark on a small cluster: what it writes is row for row what one machine writes, though an executor is killed in the middle.

Run when pyspark and Java 17 are there: `cargo xtask test --archive` installs both.
"""

import importlib.util
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

import duckdb
import made
import pyarrow as pa
import pytest
from conftest import ROOT

from gouji import sql
from gouji.archive import archive
from gouji.pack import pack

pytest.importorskip("pyspark")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java 17", allow_module_level=True)

from pyspark.sql import SparkSession

import gouji.spark

COUNT = 5000


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Path:
    """Packed reports, and what one machine makes of them. Some stand twice; a government sums each county, with a slip."""
    root = tmp_path_factory.mktemp("spark")
    made.write(root / "in", COUNT - 100, seed=21)
    made.write_sums(root / "in/sums", 100, seed=22)
    pack([root / "in"], root / "raw", size=500)
    archive([root / "raw"], root / "out")
    pack([root / "in/sums"], root / "raw_sums")
    archive([root / "in/sums"], root / "sums")
    return root


@pytest.fixture(scope="module")
def spark():
    """Two workers of one core and 1 GB each."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("gouji test")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", "1g")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
        .getOrCreate()
    )
    yield session
    session.stop()


def executors() -> list[int]:
    """The executors below this process: Spark runs each in a Java process of its own."""
    parents, found = {}, []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(stat[1])
            if b"CoarseGrainedExecutorBackend" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except (OSError, ValueError):
            continue

    def is_ours(process: int) -> bool:
        while process > 1:
            if process == os.getpid():
                return True
            process = parents.get(process, 0)
        return False

    return [process for process in found if is_ours(process)]


def differing(first: Path, second: Path) -> tuple[int, int]:
    """How many rows stand in one table and not in the other, each counted as often as it stands there."""
    read = "(SELECT {} FROM read_parquet('{}/*/*.parquet', hive_partitioning = true, hive_types = {{'year': INTEGER}}))"
    names = ", ".join(f'"{field.name}"' for field in pa.schema(gouji.SCHEMA if first.name == "reviews" else gouji.REPORTS_SCHEMA))
    a, b = read.format(names, first), read.format(names, second)
    connection = duckdb.connect()
    count = lambda x, y: connection.execute(f"SELECT count(*) FROM ({x} EXCEPT ALL {y})").fetchone()[0]
    return count(a, b), count(b, a)


def test_rows_are_those_of_one_machine_though_an_executor_is_killed(spark, places):
    packed = spark.read.parquet(str(places / "raw")).repartition(24)
    status = spark.sparkContext.statusTracker()
    failures = []

    def write() -> None:
        try:
            gouji.spark.reviews(packed).write.partitionBy("year").parquet(str(places / "spark/reviews"))
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    def finished() -> int:
        stages = [status.getStageInfo(stage) for stage in status.getActiveStageIds()]
        return max((stage.numCompletedTasks for stage in stages if stage and stage.numTasks == 24), default=0)

    start = time.perf_counter()
    work = threading.Thread(target=write)
    work.start()
    while work.is_alive() and finished() < 4:
        time.sleep(0.05)
    before = executors()
    assert work.is_alive() and len(before) == 2, "it was over too soon to be disturbed"
    os.kill(before[0], signal.SIGKILL)
    work.join()
    print(f"\nSpark, an executor killed: {time.perf_counter() - start:.1f} s for {COUNT} reports")
    assert not failures, failures
    assert set(executors()) - set(before), "another executor took its place"
    assert spark.read.parquet(str(places / "spark/reviews")).count() == COUNT
    assert differing(places / "spark/reviews", places / "out/reviews") == (0, 0)


def test_the_wide_table_is_that_of_one_machine(spark, places):
    written = spark.read.parquet(str(places / "spark/reviews"))
    gouji.spark.reports(written).write.partitionBy("year").parquet(str(places / "spark/reports"))
    assert differing(places / "spark/reports", places / "out/reports") == (0, 0)


def test_the_example_job_answers_as_duckdb_does(spark, places):
    """On 100 reports: Spark takes its time for small things."""
    place = ROOT / "python/examples/spark_job.py"
    spec = importlib.util.spec_from_file_location("spark_job", place)
    job = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(job)
    out = places / "job"
    job.run(spark, str(places / "raw_sums"), str(out))
    for table in ("reviews", "reports"):
        assert differing(out / table, places / "sums" / table) == (0, 0)
    connection = sql.connect(places / "sums")
    for rule in ("g01", "h01", "j01"):
        by_duckdb = connection.execute(f"SELECT * FROM {rule}")
        names = [column[0] for column in by_duckdb.description]
        told = sorted(map(repr, by_duckdb.fetchall()))
        by_spark = spark.read.parquet(str(out / "rules" / rule)).select(*names).collect()
        assert sorted(repr(tuple(row)) for row in by_spark) == told
        assert told, rule
        print(f"\n{rule}: {len(told)} rows")


def test_what_cannot_be_checked_fails_no_task(spark):
    rows = [("a", bytearray(b"")), ("b", bytearray("今天".encode())), ("c", None), (None, bytearray(b"%PDF-"))]
    told = gouji.spark.reviews(spark.createDataFrame(rows, "file string, body binary"), "file", "body").collect()
    assert [row.verdict for row in told] == ["unsupported"] * 4
    assert all(row.reason for row in told)


def test_texts_are_checked_as_files_are(spark):
    report = made.made("云岭县水利局", 2023, __import__("random").Random(1))
    frame = spark.createDataFrame([("a.txt", made.text(report).decode())], "name string, content string")
    (row,) = gouji.spark.reviews(frame).collect()
    assert row.verdict == "consistent" and len(row.cells) == 200
