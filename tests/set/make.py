#!/usr/bin/env python3
"""Makes those of the county's files that a word processor writes: pages by `tests/county.rs`, .doc and .pdf by LibreOffice.

All other files of the county are written by `tests/support/county.rs` when the tests run."""

import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
TEST = ["cargo", "test", "--test", "county", "pages_for_the_word_processor", "--", "--ignored"]

with tempfile.TemporaryDirectory() as folder:
    subprocess.run(TEST, env={**os.environ, "GOUJI_COUNTY": folder}, cwd=HERE.parent.parent, check=True)
    for page in sorted(pathlib.Path(folder).iterdir()):
        if page.suffix in (".docx", ".html"):
            kind = "doc:MS Word 97" if page.suffix == ".docx" else "pdf"
            office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
            subprocess.run([*office, "--outdir", str(HERE), str(page)], check=True)
