"""Writes hostile files of every kind into a folder: small ones that unpack, repeat or nest, and large ones up to the limits.

    python3 make.py FOLDER [PART-OF-A-NAME]

`cargo xtask attack` runs it and opens each file. Only the standard library is used; a second run writes the same bytes. Files that
are there are kept, unless a part of their name is given.
"""

import pathlib
import sys

import archives
import compound
import documents
import ofd
import open_document
import pdf
import pdf_objects
import rich_text
import web
import workbooks
from kinds import KINDS, MOST


def main():
    folder = pathlib.Path(sys.argv[1])
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in KINDS.items():
        path = folder / name
        if part not in name or (not part and path.exists()):
            continue
        data = make()
        assert len(data) <= MOST, f"{name}: {len(data)} bytes"
        path.write_bytes(data)


main()
