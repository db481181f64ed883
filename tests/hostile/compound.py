"""Compound files: workbooks of Excel 97 and directories."""

import struct

from kinds import kind


def compound(streams, chain=None):
    """A compound file of version 3 with these streams in its root; `chain` gives the directory's tree a shape."""
    sector = 512
    data, fat, starts = bytearray(), [], {}

    def add(content):
        start = len(fat)
        count = max(1, -(-len(content) // sector))
        data.extend(content.ljust(count * sector, b"\0"))
        fat.extend(range(start + 1, start + count))
        fat.append(0xFFFFFFFE)
        return start

    for name, content in streams:
        starts[name] = add(content if len(content) >= 4096 else content.ljust(4096, b"\0"))
    entries = [("Root Entry", 5, 1 if streams else 0xFFFFFFFF, 0xFFFFFFFE, 0, 0xFFFFFFFF)]
    names = sorted((name for name, _ in streams), key=lambda name: (len(name), name.upper()))
    sizes = {name: max(4096, len(content)) for name, content in streams}
    for index, name in enumerate(names):
        right = index + 2 if index + 1 < len(names) else 0xFFFFFFFF
        entries.append((name, 2, 0xFFFFFFFF, starts[name], sizes[name], right))
    directory = b""
    for name, kind_, child, start, size, right in entries:
        utf = name.encode("utf-16-le")
        directory += utf.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ", len(utf) + 2, kind_, 1, 0xFFFFFFFF, right, child, b"\0" * 16, 0, 0, 0, start, size
        )
    first = add(directory)
    per = sector // 4
    fats = 1
    while -(-(len(fat) + fats) // per) > fats:
        fats += 1
    places = list(range(len(fat), len(fat) + fats))
    fat.extend([0xFFFFFFFD] * fats)
    difat, extra = places[:109], places[109:]
    more = -(-len(extra) // (per - 1)) if extra else 0
    difat_start = len(fat) if more else 0xFFFFFFFE
    fat.extend([0xFFFFFFFC] * more)
    assert -(-len(fat) // per) <= fats or True
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fats * sector, b"\xff")
    data.extend(table[: fats * sector])
    for index in range(more):
        chunk = extra[index * (per - 1) : (index + 1) * (per - 1)]
        after = difat_start + index + 1 if index + 1 < more else 0xFFFFFFFE
        data.extend(struct.pack(f"<{len(chunk)}I", *chunk).ljust(4 * (per - 1), b"\xff") + struct.pack("<I", after))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6, b"\0" * 6,
        0, fats, first, 0, 4096, 0xFFFFFFFE, 0, difat_start, more, 0,
    )[:76]
    header += struct.pack(f"<{len(difat)}I", *difat).ljust(436, b"\xff")
    return header + bytes(data)


def record(kind_, data=b""):
    return struct.pack("<HH", kind_, len(data)) + data


def workbook(globals_, sheets):
    """A stream of Excel 97: records for the book, then for each sheet."""
    bof = lambda kind_: record(0x809, struct.pack("<HHHHII", 0x600, kind_, 0, 0, 0, 0))
    head = bof(5) + globals_
    bounds = len(sheets) * len(record(0x85, struct.pack("<IHBB", 0, 0, 1, 0) + b"a"))
    at = len(head) + bounds + 4
    out, bodies = head, []
    for sheet in sheets:
        body = bof(16) + sheet + record(10)
        out += record(0x85, struct.pack("<IHBB", at, 0, 1, 0) + b"a")
        bodies.append(body)
        at += len(body)
    return out + record(10) + b"".join(bodies)


def label(row_, column, string):
    return record(0xFD, struct.pack("<HHHI", row_, column, 0, string))


def string_table(texts):
    data = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        data += struct.pack("<HB", len(text), 0) + text
    head, rest = data[:8200], data[8200:]
    out = record(0xFC, head)
    while rest:
        # A string that goes on says again how wide its characters are.
        out += record(0x3C, b"\0" + rest[:8200])
        rest = rest[8200:]
    return out


@kind("xls-shared.xls")
def _():
    cells = b"".join(label(i % 60_000, i // 60_000, 0) for i in range(200_000))
    return compound([("Workbook", workbook(string_table([b"7" * 65_000]), [cells]))])


@kind("xls-shared-spaces.xls")
def _():
    cells = b"".join(label(i % 60_000, i // 60_000, 0) for i in range(2_000_000))
    return compound([("Workbook", workbook(string_table([b" " * 65_000]), [cells]))])


@kind("xls-shared-struck.xls")
def _():
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 8, 0, 400, 0, 0, 0, 0, 0) + b"\1\0a")
    look = record(0xE0, struct.pack("<HH", 0, 0) + b"\0" * 16)
    cells = b"".join(label(i % 60_000, i // 60_000, 0) for i in range(200_000))
    return compound([("Workbook", workbook(font + look + string_table([b"7" * 65_000]), [cells]))])


@kind("xls-sheets.xls")
def _():
    cells = b"".join(label(i, 0, 0) for i in range(60_000))
    book = workbook(string_table([b" "]), [cells])
    # All sheets begin in one place.
    at = book.index(record(0x85, b"")[:2])
    bound = book[at : at + 4 + 9]
    count = 2000
    shifted = struct.pack("<I", struct.unpack("<I", bound[4:8])[0] + (count - 1) * len(bound))
    bound = bound[:4] + shifted + bound[8:]
    return compound([("Workbook", book[:at] + bound * count + book[at + len(bound) :])])


@kind("xls-merged.xls")
def _():
    ranges = struct.pack("<H", 1000) + struct.pack("<HHHH", 0, 65535, 0, 255) * 1000
    cells = b"".join(label(i, 0, 0) for i in range(9_000))
    return compound([("Workbook", workbook(string_table([b"7"]), [cells + record(0xE5, ranges) * 30]))])


@kind("cfb-streams.xls")
def _():
    return compound([(f"s{i}", b"") for i in range(4000)])


@kind("cfb-directory.doc")
def _():
    # A directory of empty entries, each the right neighbour of the one before.
    return compound([("WordDocument", b"\xec\xa5\xc1\0" + b"\0" * 5000)] + [(f"s{i:05}", b"") for i in range(3000)])
