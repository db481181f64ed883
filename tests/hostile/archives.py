"""Archives."""

import struct
import zipfile
import zlib

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


@kind("zip-overlapping.zip")
def _():
    # All entries are one and the same: what is unpacked is thousands of times what is packed.
    name, data = "a.txt", "一、本年新收政府信息公开申请数量\t7\n".encode() * 200_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(data) + packer.flush()
    sizes = (0, 0x21, zlib.crc32(data), len(body), len(data))
    entry = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, *sizes, len(name), 0) + name.encode() + body
    named = [f"{number}{name}".encode() for number in range(4000)]
    head = lambda name: struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, *sizes, len(name), 0, 0, 0, 0, 0, 0)
    directory = b"".join(head(name) + name for name in named)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(named), len(named), len(directory), len(entry), 0)
    return entry + directory + end
