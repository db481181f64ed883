"""核对政府信息公开工作年度报告 / checks annual reports on government information disclosure.

>>> import gouji
>>> review = gouji.check("某县统计局2023年政府信息公开工作年度报告\\n……")
>>> review["summary"]["verdict"]
'unsupported'

The engine is that of the ``gouji`` command, and so are its answers: schema ``gouji/review/1``.

**Numbers are exact.** In dictionaries a number without decimals is an ``int``, any other a ``decimal.Decimal`` with the digits of
the document; never a ``float``. In Arrow numbers are ``decimal(20, 6)``; one that has more digits is null, its text stands beside it.

**Nothing is filled in.** A cell without a number has the value ``None``, and a state that says what stands there.

**Nothing that a document holds raises.** What cannot be checked is a review of the verdict ``unsupported`` that says why.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from . import _gouji
from ._gouji import Table, __version__

__all__ = [
    "REPORTS_SCHEMA",
    "SCHEMA",
    "Batch",
    "Table",
    "__version__",
    "body",
    "check",
    "check_all",
    "check_batch",
    "check_json",
    "rules",
]

# What the command reads of a file at most: enough to say that it is too large.
_MOST_BYTES = 40 * 1024 * 1024 + 1


class Batch:
    """The reviews of a batch of inputs. Any Arrow library takes it: ``pyarrow.record_batch(batch)``.

    The batch itself is its table ``reviews``; ``reports`` has the same rows with one column a cell; ``left_out`` names what
    archives among the inputs hold beside reports.
    """

    __slots__ = ("left_out", "reports", "reviews")

    def __init__(self, reviews: Table, reports: Table, left_out: list[str]) -> None:
        self.reviews = reviews
        self.reports = reports
        self.left_out = left_out

    def __arrow_c_schema__(self) -> object:
        """The columns of ``reviews``."""
        return self.reviews.__arrow_c_schema__()

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """The columns and rows of ``reviews``."""
        return self.reviews.__arrow_c_array__(requested_schema)

    def __len__(self) -> int:
        return len(self.reviews)

    def __repr__(self) -> str:
        return f"<gouji.Batch: {len(self)} reports>"


#: The columns of ``reviews`` and of ``reports``: tables without rows. ``pyarrow.schema(gouji.SCHEMA)``.
SCHEMA, REPORTS_SCHEMA = _gouji.empty_tables()[:2]


def check(input: str | bytes | os.PathLike[str], name: str | None = None, lang: str = "zh") -> dict[str, Any]:
    """The review of a report, as a dictionary of the schema ``gouji/review/1``.

    A ``str`` is the report's text, not a path; ``bytes`` are those of a file of any kind; a ``pathlib.Path`` is read.
    Where the input holds several reports, the first is answered, and ``"more"`` counts the others.
    """
    return _decoded(check_json(input, name, lang))


def check_all(input: str | bytes | os.PathLike[str], name: str | None = None, lang: str = "zh") -> list[dict[str, Any]]:
    """The reviews of all reports in an input: several in one text, the files in a ZIP archive."""
    content, name = _content(input, name)
    return [_decoded(review) for review in _gouji.reviews_json(content, name, lang, False)]


def check_json(input: str | bytes | os.PathLike[str], name: str | None = None, lang: str = "zh", with_text: bool = False) -> str:
    """What ``check`` answers as JSON on one line, byte for byte that of the command.

    ``with_text`` puts the text that all places point into beside them.
    """
    content, name = _content(input, name)
    return _gouji.review_json(content, name, lang, with_text)


def check_batch(names: Iterable[str | None], contents: Iterable[str | bytes | OSError | None], lang: str = "zh") -> Batch:
    """The reviews of many inputs as one Arrow table, a row a report, in the order of the inputs.

    An input that holds several reports gives several rows; one that cannot be checked, or breaks the checker, gives a row that
    says so. In place of a content may stand the ``OSError`` that came of reading it. Other Python threads go on meanwhile: several
    calls at once use several cores.
    """
    return Batch(*_gouji.check_tables(list(names), list(contents), lang))


def rules(lang: str = "zh") -> list[dict[str, Any]]:
    """The catalogue of rules: what each checks, why it matters, how to mend it, an example, its basis."""
    return json.loads(_gouji.rules_json(lang))


def body(agency: str | None, folder: str = "") -> dict[str, Any]:
    """Which agency a name is of: region, kind, level, unit and the stem that short forms and reforms leave.

    Where the name does not tell the region, the nearest folder that names one does; ``region_by`` says which. Reports of one agency
    have the same region, kind and stem; ``gouji set`` looks at the other reports as well, and at a roster.
    """
    return _gouji.body(agency, folder.rstrip("/") + "/" if folder else "")


def _content(input: str | bytes | os.PathLike[str], name: str | None) -> tuple[str | bytes | OSError, str | None]:
    if isinstance(input, os.PathLike):
        path = os.fspath(input)
        with open(path, "rb") as file:
            return file.read(_MOST_BYTES), path if name is None else name
    if isinstance(input, (bytearray, memoryview)):
        return bytes(input), name
    if isinstance(input, (str, bytes)):
        return input, name
    raise TypeError(f"a report is a str, bytes or a path, not {type(input).__name__}")


def _decoded(review: str) -> dict[str, Any]:
    return json.loads(review, parse_float=Decimal)
