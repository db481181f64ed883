"""What is to be checked: files, the reports in folders, and packs that `python -m gouji pack` wrote."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import _gouji

# What is read of a file at most: enough for the engine to say that it is too large.
MOST_BYTES = 40 * 1024 * 1024 + 1
# Where an archive and a pack keep what they know of their parts.
MARKERS = "_parts"
# What is read of a file without an ending to see whether it may be a report.
HEAD_BYTES = 64 * 1024
# Inputs that are checked by one call, and their bytes: small enough that several calls at once fit into memory.
CHUNK, CHUNK_BYTES = 250, 16 * 1024 * 1024


@dataclass
class Found:
    """Files and packs in the order of the arguments, a folder's by their names, and what folders hold beside them."""

    files: list[str] = field(default_factory=list)
    packs: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def find(paths: Iterable[str | os.PathLike[str]], without: str | os.PathLike[str]) -> Found:
    """Looks through files and folders; the folder `without` is where the answers go, and holds no reports."""
    found = Found()
    own = os.path.realpath(without)
    for path in (os.fspath(path) for path in paths):
        if os.path.isdir(path):
            _walk(path, own, found)
        elif path.endswith(".parquet"):
            found.packs.append(path)
        else:
            # A file that is named is checked whatever its name.
            found.files.append(path)
    return found


def _walk(folder: str, own: str, found: Found) -> None:
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: os.fsencode(entry.name))
    except OSError:
        found.left_out.append(folder)
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name == MARKERS:
                continue
            if entry.name.startswith((".", "~")):
                found.left_out.append(entry.path)
            elif os.path.realpath(entry.path) != own:
                _walk(entry.path, own, found)
        elif entry.name.endswith(".parquet") and entry.is_file():
            found.packs.append(entry.path)
        elif _may_be_report(entry):
            found.files.append(entry.path)
        else:
            found.left_out.append(entry.path)


def _may_be_report(entry: os.DirEntry[str]) -> bool:
    # A link to a file is as good as the file; one that leads nowhere is answered as unreadable.
    if os.path.exists(entry.path) and not entry.is_file():
        return False
    name = text(entry.name)
    if not _gouji.may_be_report(name, None):
        return False
    if re.search(r"[^.]\.[A-Za-z0-9]{1,8}$", name):
        return True
    try:
        with open(entry.path, "rb") as file:
            return _gouji.may_be_report(name, file.read(HEAD_BYTES))
    except OSError:
        return False


def text(path: str) -> str:
    """A path as it is written in answers: what is no UTF-8 is replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def read(path: str) -> bytes | OSError:
    """A file, or why it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        return error


def size(path: str) -> int:
    """How large a file is; nothing if it is not there."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def chunks(files: list[str]) -> Iterator[list[str]]:
    """The files in portions that are checked by one call."""
    chunk: list[str] = []
    held = 0
    for path in files:
        length = size(path)
        if chunk and (len(chunk) == CHUNK or held + length > CHUNK_BYTES):
            yield chunk
            chunk, held = [], 0
        chunk.append(path)
        held += length
    if chunk:
        yield chunk


def only_year(path: str) -> int | None:
    """The year that a path tells: the only one in the file's name, else in the nearest folder that names one."""
    for part in reversed(path.split("/")):
        years = {int(run) for run in re.findall(r"\d+", part) if len(run) == 4 and run.startswith("20")}
        if len(years) == 1:
            return years.pop()
    return None
