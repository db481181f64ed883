"""Rich text: rows, groups, styles, objects."""

from kinds import MB, kind
from workbooks import xlsx


def rtf(body):
    return b"{\\rtf1\\ansi\\ansicpg936 " + body + b"}"


@kind("rtf-rows.rtf")
def _():
    edges = b"".join(b"\\cellx%d" % (100 * i) for i in range(1, 1000))
    return rtf(b"\\trowd" + edges + b"\\pard\\intbl " + b"7\\cell" * 999 + b"\\row" + b"\\row" * 1_000_000)


@kind("rtf-definitions.rtf")
def _():
    return rtf((b"\\trowd" + b"".join(b"\\cellx%d" % i for i in range(1, 100_000)) + b"\\intbl 1\\cell\\row ") * 8)


@kind("rtf-edges.rtf")
def _():
    rows = b"".join(b"\\trowd\\cellx%d\\cellx%d\\pard\\intbl 1\\cell 2\\cell\\row " % (100 * i, 100 * i + 99) for i in range(1, 9_000))
    return rtf(rows)


@kind("rtf-groups.rtf")
def _():
    return rtf(b"{" * 490 + b"{7}" * 10_000_000 + b"}" * 490)


@kind("rtf-styles.rtf")
def _():
    styles = b"".join(b"{\\s%d\\sbasedon%d\\strike a;}" % (i, i - 1) for i in range(100_000))
    body = b"".join(b"\\pard\\s%d 7\\par " % (99_999 - i) for i in range(19_000))
    return rtf(b"{\\stylesheet" + styles + b"}" + body)


@kind("rtf-unicode.rtf")
def _():
    return rtf(b"\\u-10179?\\u-8704?" * 1_500_000)


@kind("rtf-bytes.rtf")
def _():
    return rtf(b"\\'c6\\'df" * 3_000_000)


@kind("rtf-levels.rtf")
def _():
    return rtf(b"\\pard\\intbl\\itap48 7\\nestcell\\itap1 7\\cell" * 19_000)


@kind("rtf-object.rtf")
def _():
    return rtf(b"{\\object{\\*\\objdata " + b"d0cf11e0a1b11ae1" + b"00" * (18 * MB) + b"}}")


@kind("rtf-objects.rtf")
def _():
    book = xlsx(["<sheetData>" + "<row><c><v>1</v></c></row>" * 10_000 + "</sheetData>" + "<!-- -->" * (4 * MB)])
    return rtf((b"{\\object{\\*\\objdata " + book.hex().encode() + b"}}") * 400)


@kind("rtf-field.rtf")
def _():
    return rtf(b"{\\field{\\*\\fldinst " + b"PAGE " * (7 * MB) + b"}{\\fldrslt 7}}")
