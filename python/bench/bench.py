"""Measures archives: `python python/bench/bench.py [--mix 3000] [--many 100000] [--pages 200] [--spark]`.

CPU seconds are those of this process with its threads; wall times depend on what else the machine does, so ratios of one run are
what counts. Needs gouji[duckdb]; beside it pandas, beautifulsoup4, lxml and pymupdf for the peer,
LibreOffice for its PDF, gouji[spark] and Java for `--spark`.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import gouji
from gouji.archive import archive
from gouji.pack import SCHEMA

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import made

BATCH = 250


@contextmanager
def measured() -> Iterator[Callable[[], tuple[float, float]]]:
    """CPU and wall seconds of what is done inside."""
    cpu, wall = time.process_time(), time.perf_counter()
    told: list[tuple[float, float]] = []
    yield lambda: told[0]
    told.append((time.process_time() - cpu, time.perf_counter() - wall))


def say(what: str, count: int, cpu: float, note: str = "") -> None:
    print(f"{what:<52} {count / cpu:>10,.0f} reports per CPU second  {note}", flush=True)


def batches(names: list[str], contents: list[bytes]) -> Iterator[gouji.Batch]:
    for start in range(0, len(names), BATCH):
        yield gouji.check_batch(names[start : start + BATCH], contents[start : start + BATCH])


def mix(count: int) -> float:
    """The engine on the mix, its forms of answer, the peer, and a bare read."""
    names, contents, reports = map(list, zip(*made.many(count, seed=41)))
    size = sum(map(len, contents)) / count / 1000
    print(f"{count} reports: 52 % text, 38 % web pages, 10 % Word documents; {size:.1f} KB each")
    with measured() as counting:
        sum(number for number in range(10_000_000))
    print(f"for comparison of machines: Python adds ten million numbers in {counting()[0]:.2f} CPU seconds")
    next(batches(names[:BATCH], contents[:BATCH]))
    with measured() as arrow:
        rows = sum(pa.record_batch(batch).num_rows for batch in batches(names, contents))
    assert rows == count
    say("check_batch, as Arrow", count, arrow()[0])
    with measured() as json:
        for name, content in zip(names, contents):
            gouji.check_json(content, name)
    say("check_json", count, json()[0], f"{json()[0] / arrow()[0]:.2f} × the CPU time of Arrow")
    with measured() as dictionary:
        for name, content in zip(names, contents):
            gouji.check(content, name)
    say("check, as dictionaries", count, dictionary()[0], f"{dictionary()[0] / arrow()[0]:.2f} ×")
    for kind in made.WRITERS:
        chosen = [at for at, name in enumerate(names) if name.endswith(kind)]
        with measured() as one:
            list(batches([names[at] for at in chosen], [contents[at] for at in chosen]))
        say(f"  {kind} alone", len(chosen), one()[0])
    bare(names, contents)
    peer(names, contents, reports, arrow()[0] / count)
    return arrow()[0] / count


def bare(names: list[str], contents: list[bytes]) -> None:
    """Opening and reading the same files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, content in zip(names, contents):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            paths.append(str(path))
        with measured() as read:
            for path in paths:
                with open(path, "rb") as file:
                    file.read()
        say("a bare open and read of the same files", len(paths), read()[0])
        # The same through the whole way, one thread and two.
        walls = []
        for jobs in (1, 2):
            with measured() as done:
                archive([folder], Path(folder, f"out{jobs}"), jobs=jobs)
            say(f"archive of these files, --jobs {jobs}", len(paths), done()[0], f"{done()[1]:.1f} s wall")
            walls.append(done()[1])
        print(f"{'':<52} one thread takes {walls[0] / walls[1]:.2f} times as long as two")


def peer(names: list[str], contents: list[bytes], reports: list[made.Made], ours: float) -> None:
    """A short script of pandas and regular expressions for the same cells."""
    try:
        import peer as script
    except ImportError as error:
        print(f"the peer is left out: {error}")
        return
    count = min(len(names), 400)
    with measured() as read:
        answers = [script.read(contents[at], names[at].rpartition(".")[2])[0] for at in range(count)]
    right = sum(map(reads_rightly, answers, reports))
    times = read()[0] / count / ours
    say(
        "pandas and regular expressions, table three alone",
        count,
        read()[0],
        f"{times:.1f} × our CPU time, {right} of {count} read rightly",
    )


def reads_rightly(cells: dict[str, int], report: made.Made) -> bool:
    """Whether table three was read, blanks as blanks."""
    numbers = ((name, number) for name, number in report.numbers.items() if name.startswith("requests."))
    return all(cells.get(name) == (None if name in report.blanks else number) for name, number in numbers)


def pages(count: int) -> None:
    """Web pages, and the same printed as PDF by LibreOffice: the wheel beside the short script, by turns."""
    office = shutil.which("soffice")
    if not office:
        print("PDF is left out: soffice (LibreOffice) is missing")
        return
    made_pages = [report for _, _, report in made.many(count, seed=77)]
    with tempfile.TemporaryDirectory() as folder:
        for at, report in enumerate(made_pages):
            Path(folder, f"{at:05}.html").write_bytes(made.html(report))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        files = sorted(map(str, Path(folder).glob("*.html")))
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
        subprocess.run(command, check=True, capture_output=True)
        for kind in ("html", "pdf"):
            contents = [Path(folder, f"{at:05}.{kind}").read_bytes() for at in range(count)]
            compare(kind, contents, made_pages)


def compare(kind: str, contents: list[bytes], reports: list[made.Made]) -> None:
    """One kind of file."""
    count, ours, theirs = len(contents), 0.0, 0.0
    names = [f"{at}.{kind}" for at in range(count)]
    try:
        import peer as script
    except ImportError as error:
        print(f"the peer is left out: {error}")
        return
    answers, mine = [], []
    for start in range(0, count, 50):
        part = slice(start, start + 50)
        with measured() as wheel:
            batch = gouji.check_batch(names[part], contents[part])
        with measured() as short:
            answers += [script.read(content, kind)[0] for content in contents[part]]
        ours, theirs = ours + wheel()[0], theirs + short()[0]
        cells = pa.record_batch(batch).column("cells").to_pylist()
        mine += [{cell["cell"]: int(cell["value"]) for cell in row if cell["value"] is not None} for row in cells]
    right = [sum(map(reads_rightly, read, reports)) for read in (mine, answers)]
    say(f"check_batch, {kind}", count, ours, f"{right[0]} of {count} read rightly")
    say(f"the short script, {kind}", count, theirs, f"{theirs / ours:.1f} × our CPU time, {right[1]} of {count} read rightly")


def many(count: int) -> None:
    """Many packed reports end to end."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        raw.mkdir()
        size, at = 0, 0
        source = made.many(count, seed=42)
        while rows := [row for _, row in zip(range(5000), source)]:
            names = [f"{at:07}/{row[0]}" for row in rows]
            contents = [row[1] for row in rows]
            size += sum(map(len, contents))
            empty = [None] * len(rows)
            table = pa.table(
                [pa.array(names), pa.array(contents, pa.binary()), *(pa.array(empty, kind) for kind in SCHEMA.types[2:])], SCHEMA
            )
            pq.write_table(table, raw / f"part-{at:05}.parquet", compression="zstd", row_group_size=BATCH)
            at += 1
        packed = sum(path.stat().st_size for path in raw.iterdir())
        with measured() as done:
            answered = archive([raw], Path(folder, "out"))
        assert answered.reports == count
        cpu, wall = done()
        say(f"archive of {count} packed reports", count, cpu, f"{wall:.0f} s wall, {count / wall:,.0f} a second")
        sizes = {
            name: sum(path.stat().st_size for path in Path(folder, "out", name).rglob("*.parquet"))
            for name in ("reviews", "reports")
        }
        print(
            f"{'':<52} {size / count / 1000:.1f} KB a report as files, {packed / count:,.0f} bytes packed, "
            f"{sizes['reviews'] / count:,.0f} in reviews/, {sizes['reports'] / count:,.0f} in reports/; "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB of memory at most"
        )


def spark(count: int) -> None:
    """What Spark adds: the wall time of one worker, beside that of one thread on the same reports."""
    from pyspark.sql import SparkSession

    import gouji.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    names, contents, _ = map(list, zip(*made.many(count, seed=43)))
    with tempfile.TemporaryDirectory() as folder:
        pq.write_table(pa.table({"name": names, "content": pa.array(contents, pa.binary())}), f"{folder}/raw.parquet")
        session = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        raw = session.read.parquet(f"{folder}/raw.parquet")
        walls = []
        # The first round starts Java's and Python's workers.
        for _ in range(2):
            with measured() as by_spark:
                gouji.spark.reviews(raw).write.format("noop").mode("overwrite").save()
            with measured() as alone:
                for batch in batches(names, contents):
                    pa.record_batch(batch)
            walls.append((by_spark()[1], alone()[1]))
        session.stop()
    by_spark, alone = walls[-1]
    print(f"{f'Spark on {count} reports, one worker':<52} {by_spark / alone:.2f} times the wall time of one thread without it")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mix", type=int, default=3000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--spark", action="store_true")
    asked = parser.parse_args()
    if asked.mix:
        mix(asked.mix)
    if asked.pages:
        pages(asked.pages)
    if asked.spark:
        spark(asked.mix)
    if asked.many:
        many(asked.many)
