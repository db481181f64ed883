"""`python -m gouji pack`: many small files as few Parquet files, since a million small files are the slowest input there is.

A row a file: `name` (its path), `content`, `sha256`, `year` (as its name or folder tells), `folder`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from . import inputs
from .parts import Markers, Progress, key, part_name

# Files of a pack: with small files about 20 MB.
PACK = 5000
SCHEMA = pa.schema(
    [
        ("name", pa.string()),
        ("content", pa.binary()),
        ("sha256", pa.string()),
        ("year", pa.int32()),
        ("folder", pa.string()),
    ]
)


@dataclass
class Packed:
    """What came of it."""

    files: int = 0
    bytes: int = 0
    skipped_parts: int = 0
    left_out: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def pack(paths: Iterable[str | os.PathLike[str]], out: str | os.PathLike[str], *, size: int = PACK) -> Packed:
    """Packs all reports in files and folders into `out`. Packs that stand there, and whose files have not changed, stay."""
    found = inputs.find(paths, out)
    done = Packed(left_out=[inputs.text(path) for path in found.left_out + found.packs])
    out = Path(out)
    markers = Markers(out)
    progress = Progress(len(found.files))
    starts = range(0, len(found.files), size)
    for number, start in enumerate(starts):
        files = found.files[start : start + size]
        about = key(files, size)
        marker = markers.done(number, about)
        if marker is None:
            marker = _pack(out / f"{part_name(number)}.parquet", files, progress)
            markers.finish(number, marker | {"key": about})
        else:
            done.skipped_parts += 1
            progress.add(len(files))
        done.files += marker["files"]
        done.bytes += marker["bytes"]
        done.unread.extend(marker["unread"])
    for path in out.glob("part-*.parquet"):
        if int(path.stem.removeprefix("part-")) >= len(starts):
            path.unlink()
    markers.clear_from(len(starts))
    progress.finish()
    return done


def _pack(path: Path, files: list[str], progress: Progress) -> dict[str, Any]:
    marker: dict[str, Any] = {"files": 0, "bytes": 0, "unread": []}
    waiting = Path(f"{path}.tmp")
    with pq.ParquetWriter(waiting, SCHEMA, compression="zstd") as writer:
        for chunk in inputs.chunks(files):
            rows = []
            for file in chunk:
                content, name = inputs.read(file), inputs.text(file)
                if isinstance(content, OSError):
                    marker["unread"].append(f"{name}: {content.strerror}")
                    continue
                marker["files"] += 1
                marker["bytes"] += len(content)
                folder = name.rpartition("/")[0]
                rows.append((name, content, hashlib.sha256(content).hexdigest(), inputs.only_year(name), folder))
            columns = list(zip(*rows)) or [()] * len(SCHEMA)
            writer.write_table(pa.table([pa.array(column, field_.type) for column, field_ in zip(columns, SCHEMA)], SCHEMA))
            progress.add(len(chunk))
    waiting.replace(path)
    return marker
