"""An archive's tables in SQL: as views of DuckDB, and the rules on several reports that SQL can express.

`connect("OUT/")` gives DuckDB with the views `reviews`, `reports`, `findings`, `cells`; `j02`, `g01`, `g02`, `g03`, `sums`, `h01`,
`j01` are the rules. Without Python: `cd OUT; duckdb -init …/gouji/sql/duckdb.sql`.
"""

from __future__ import annotations

import os
import tempfile
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

#: The rules' files, in the order in which they build on each other; plain SQL for DuckDB and Spark alike.
RULES = ("filed", "g", "h", "j")


def text(name: str) -> str:
    """The text of one of the files: `duckdb`, `spark`, or one of `RULES`."""
    return resources.files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def statements(name: str) -> list[str]:
    """The statements of one of the files: for Spark, which takes one at a time."""
    lines = (line for line in text(name).splitlines() if not line.lstrip().startswith("--"))
    return [statement.strip() for statement in "\n".join(lines).split(";\n") if statement.strip(" ;\n")]


def connect(archive: str | os.PathLike[str]) -> duckdb.DuckDBPyConnection:
    """DuckDB with the views of an archive that `python -m gouji archive` wrote."""
    import duckdb

    if not os.path.isdir(os.path.join(archive, "reviews")):
        raise FileNotFoundError(
            f"{os.fspath(archive)} holds no archive: write one by python -m gouji archive IN -o {os.fspath(archive)}"
        )
    connection = duckdb.connect()
    # What does not fit into memory goes there, not into the folder that one happens to be in.
    connection.execute("SET temp_directory = $1", [os.path.join(tempfile.gettempdir(), "gouji-duckdb")])
    # Paths in the views are those inside the archive.
    connection.execute("SET file_search_path = $1", [os.path.abspath(archive)])
    for name in ("duckdb", *RULES):
        connection.execute(text(name))
    return connection
