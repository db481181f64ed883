"""Archives."""

import zipfile

from kinds import MB, kind, packed


@kind("zip-zeros.zip")
def _():
    return packed([(f"{i}.txt", b"\0" * MB) for i in range(4000)])


@kind("zip-entries.zip")
def _():
    return packed([(f"{i}.txt", b"") for i in range(60_000)])


@kind("zip-names.zip")
def _():
    return packed([("/".join("a" * 15_000) + str(i) + ".txt", b"") for i in range(600)], zipfile.ZIP_STORED)


@kind("zip-nested.zip")
def _():
    inner = b"7"
    for i in range(50):
        inner = packed([(f"{i}.zip", inner)])
    return inner


@kind("zip-reports.zip")
def _():
    text = ("政府信息公开工作年度报告\n" * 200_000).encode()
    return packed([(f"{i}.txt", text) for i in range(8)])
