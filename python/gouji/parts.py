"""Work in parts: each is written beside its place and renamed when it is whole, and is not done again while its inputs stay.

A part's marker, `_parts/part-00000.json`, is written last: where it stands, the part is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .inputs import MARKERS

# Rows that are gathered before they are written: fewer make files larger.
_ROWS = 1000
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"


def part_name(number: int) -> str:
    """The name of a part's files."""
    return f"part-{number:05}"


def key(files: Iterable[str], *about: object) -> str:
    """Changes when a file changes, or anything else that the answers depend on."""
    told = hashlib.sha256(repr(about).encode())
    for path in files:
        try:
            stat = os.stat(path)
            told.update(f"{path!r} {stat.st_size} {stat.st_mtime_ns}\n".encode())
        except OSError:
            told.update(f"{path!r} unreadable\n".encode())
    return told.hexdigest()


class Markers:
    """Which parts of a folder are whole."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / MARKERS
        self.folder.mkdir(parents=True, exist_ok=True)

    def done(self, number: int, key: str) -> dict[str, Any] | None:
        """What is known of a part that is whole and of these inputs."""
        try:
            marker = json.loads((self.folder / f"{part_name(number)}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return marker if marker.get("key") == key else None

    def finish(self, number: int, marker: dict[str, Any]) -> None:
        """A part is whole."""
        path = self.folder / f"{part_name(number)}.json"
        waiting = path.with_suffix(".json.tmp")
        waiting.write_text(json.dumps(marker, ensure_ascii=False, indent=1), encoding="utf-8")
        waiting.replace(path)

    def clear(self, number: int) -> None:
        """Takes away what a former run left of a part: its marker first."""
        (self.folder / f"{part_name(number)}.json").unlink(missing_ok=True)
        for path in self.out.glob(f"*/**/{part_name(number)}.parquet*"):
            path.unlink()

    def clear_from(self, count: int) -> None:
        """Takes away the parts of a former run that had more."""
        for path in sorted(self.folder.glob("part-*.json")):
            number = int(path.stem.removeprefix("part-"))
            if number >= count:
                self.clear(number)


class Writers:
    """The Parquet files of one part: a file a table, or one for each year. Renamed into place when all is written."""

    def __init__(self, out: Path, number: int) -> None:
        self.out, self.name = out, f"{part_name(number)}.parquet"
        self.waiting: dict[Path, list[pa.Table]] = {}
        self.writers: dict[Path, pq.ParquetWriter] = {}

    def add(self, table: str, rows: pa.Table) -> None:
        """Adds rows to a table."""
        self._add(self.out / table / self.name, rows)

    def add_by_year(self, table: str, rows: pa.Table) -> None:
        """Adds rows to a table that has a folder for each year: `year=2023`, as Hive, Spark and DuckDB read it."""
        years = rows["year"]
        without = rows.drop_columns(["year"])
        for year in sorted(set(years.to_pylist()), key=lambda year: (year is None, year)):
            of_year = pc.equal(years, year) if year is not None else pc.is_null(years)
            folder = f"year={_NO_YEAR if year is None else year}"
            self._add(self.out / table / folder / self.name, without.filter(of_year))

    def _add(self, path: Path, rows: pa.Table) -> None:
        waiting = self.waiting.setdefault(path, [])
        waiting.append(rows)
        if sum(len(rows) for rows in waiting) >= _ROWS:
            self._write(path)

    def _write(self, path: Path) -> None:
        if not self.waiting.get(path):
            return
        rows = pa.concat_tables(self.waiting.pop(path))
        if path not in self.writers:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.writers[path] = pq.ParquetWriter(f"{path}.tmp", rows.schema, compression="zstd")
        self.writers[path].write_table(rows)

    def finish(self) -> None:
        """Writes what waits and gives the files their names."""
        for path in list(self.waiting):
            self._write(path)
        for path, writer in self.writers.items():
            writer.close()
            os.replace(f"{path}.tmp", path)

    def abandon(self) -> None:
        """Takes away what was begun."""
        for path, writer in self.writers.items():
            writer.close()
            Path(f"{path}.tmp").unlink(missing_ok=True)


class Progress:
    """A bar on a terminal; elsewhere nothing."""

    def __init__(self, total: int, out: IO[str] | None = None) -> None:
        self.total, self.done = total, 0
        self.out = out or sys.stderr
        self.shown = self.out.isatty() and total > 1

    def add(self, count: int) -> None:
        """So many more are done."""
        self.done += count
        if self.shown:
            full = 32 * self.done // max(self.total, 1)
            print(f"\r[{'#' * full:<32}] {self.done}/{self.total}", end="", file=self.out, flush=True)

    def finish(self) -> None:
        """Leaves the line."""
        if self.shown:
            print(f"\r{' ' * 60}\r", end="", file=self.out, flush=True)
