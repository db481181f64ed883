"""`python -m gouji archive`: reports in, Parquet out, as many threads as there are cores.

`reviews/` has a row a report with nested columns, `reports/` a row a report with one column a cell, both with a folder for each
year. What is in memory at once are the inputs of a few calls, however many reports there are.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import gouji

from . import inputs
from .parts import Markers, Progress, Writers, key

# Inputs of a part.
PART = 5000


@dataclass
class Archived:
    """What came of it."""

    inputs: int = 0
    reports: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    skipped_parts: int = 0
    left_out: list[str] = field(default_factory=list)


@dataclass
class _Part:
    """Files of a list, or one pack."""

    files: list[str]
    is_pack: bool = False

    def key(self, *about: object) -> str:
        return key(self.files, gouji.__version__, self.is_pack, *about)

    def portions(self) -> Iterator[list[str] | pa.RecordBatch]:
        """What one call checks."""
        if self.is_pack:
            yield from pq.ParquetFile(self.files[0]).iter_batches(inputs.CHUNK, columns=["name", "content"])
        else:
            yield from inputs.chunks(self.files)


def archive(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    lang: str = "zh",
    long: bool = False,
    part: int = PART,
) -> Archived:
    """Checks all reports in files, folders and packs and writes `out/reviews` and `out/reports`.

    What a former run has finished, and whose inputs have not changed, is not done again. `long` writes `out/findings` and
    `out/cells` beside them, a row a finding and a row a cell, for programs that do not take nested columns apart.
    """
    found = inputs.find(paths, out)
    jobs = jobs or os.cpu_count() or 1
    files = iter(found.files)
    parts = [_Part(chunk) for chunk in iter(lambda: list(islice(files, part)), [])]
    for pack in found.packs:
        if {"name", "content"} <= set(pq.read_schema(pack).names):
            parts.append(_Part([pack], is_pack=True))
        else:
            found.left_out.append(pack)
    done = Archived(left_out=[inputs.text(path) for path in found.left_out])
    markers = Markers(Path(out))
    progress = Progress(sum(_count(part) for part in parts))
    with ThreadPoolExecutor(jobs) as pool:
        for number, part_ in enumerate(parts):
            about = part_.key(lang, long)
            marker = markers.done(number, about)
            if marker is None:
                marker = _archive_part(pool, 2 * jobs, part_, Writing(Path(out), number, lang, long, markers), progress)
                markers.finish(number, marker | {"key": about})
            else:
                done.skipped_parts += 1
                progress.add(_count(part_))
            done.inputs += marker["inputs"]
            done.reports += marker["reports"]
            done.verdicts.update(marker["verdicts"])
            done.left_out.extend(marker["left_out"])
    markers.clear_from(len(parts))
    progress.finish()
    return done


def _count(part: _Part) -> int:
    return pq.read_metadata(part.files[0]).num_rows if part.is_pack else len(part.files)


@dataclass
class Writing:
    """Where a part goes, and how."""

    out: Path
    number: int
    lang: str
    long: bool
    markers: Markers


def _archive_part(pool: ThreadPoolExecutor, ahead: int, part: _Part, writing: Writing, progress: Progress) -> dict[str, Any]:
    """Checks a part, its portions by several threads, and writes their rows in order."""
    writing.markers.clear(writing.number)
    writers = Writers(writing.out, writing.number)
    marker: dict[str, Any] = {"inputs": 0, "reports": 0, "verdicts": Counter(), "left_out": []}
    waiting: deque[Future[tuple[int, gouji.Batch]]] = deque()

    def take() -> None:
        count, batch = waiting.popleft().result()
        reviews = pa.table(pa.record_batch(batch))
        _write(writers, reviews, pa.table(pa.record_batch(batch.reports)), writing.long)
        marker["inputs"] += count
        marker["reports"] += len(batch)
        marker["verdicts"].update(reviews["verdict"].to_pylist())
        marker["left_out"].extend(batch.left_out)
        progress.add(count)

    try:
        for portion in part.portions():
            # No more is read than is soon written.
            if len(waiting) == ahead:
                take()
            waiting.append(pool.submit(_check, portion, writing.lang))
        while waiting:
            take()
        writers.finish()
    except BaseException:
        for future in waiting:
            future.cancel()
        writers.abandon()
        raise
    return marker


def _check(portion: list[str] | pa.RecordBatch, lang: str) -> tuple[int, gouji.Batch]:
    if isinstance(portion, list):
        names = [inputs.text(path) for path in portion]
        contents = [inputs.read(path) for path in portion]
    else:
        names, contents = (portion[column].to_pylist() for column in ("name", "content"))
    return len(names), gouji.check_batch(names, contents, lang)


def _write(writers: Writers, reviews: pa.Table, reports: pa.Table, long: bool) -> None:
    writers.add_by_year("reviews", reviews)
    writers.add_by_year("reports", reports)
    if long:
        for column in ("findings", "cells"):
            writers.add(column, unnested(reviews, column))


def unnested(reviews: pa.Table, column: str) -> pa.Table:
    """A row an item of a nested column, each with its report's id, name, agency and year."""
    nested = reviews[column].combine_chunks()
    heads = reviews.select(["id", "name", "agency", "year"]).take(pc.list_parent_indices(nested))
    items = pc.list_flatten(nested)
    for field_, values in zip(items.type, items.flatten()):
        heads = heads.append_column(field_, values)
    return heads
