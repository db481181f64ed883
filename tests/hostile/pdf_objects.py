"""PDF objects: lists of objects, references, predictors, nesting, trees."""

import struct
import zlib

from kinds import MB, kind
from pdf import Pdf, pdf


def with_list(parameters, data, more=""):
    """A file whose cross references are a stream with such parameters."""
    out = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    out += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    start, body = len(out), zlib.compress(data, 9)
    head = f"4 0 obj<</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R{more}/Filter/FlateDecode/DecodeParms<<{parameters}>>/Length {len(body)}>>stream\n"
    return out + head.encode() + body + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % start


for name_, parameters_ in [
    ("pred2-zero", "/Predictor 2/Columns 0"),
    ("pred12-zero", "/Predictor 12/Columns 0"),
    ("pred15-huge", "/Predictor 15/Columns 4611686018427387904"),
    ("pred2-colors", "/Predictor 2/Columns 5/Colors 9223372036854775807"),
    ("pred2-bits", "/Predictor 2/Columns 5/BitsPerComponent 0"),
    ("pred2-negative", "/Predictor 2/Columns -5"),
    ("pred2-real", "/Predictor 2/Columns 0.5"),
    ("pred2-escaped", "/Predictor 2/Col#75mns 0"),
    ("pred2-comment", "/Predictor 2/Columns%\n0"),
    ("pred2-wide", "/Predictor 2/Columns 99999/Colors 8/BitsPerComponent 16"),
]:
    kind(f"pdf-xref-{name_}.pdf")(lambda parameters_=parameters_: with_list(parameters_, b"\0\0\0\0\0\0\0" * 5))


# What looks like another object must not hide the half of a dictionary that stands before it.
for name_, hidden_ in [
    ("word", "(obj)"),
    ("text", "(1 0 obj<<)"),
    ("remark", "%1 0 obj<<\n"),
    ("digits", "<31 0 obj<<>"),
    ("end", "(endstream endobj 1 0 obj<<)"),
]:
    for what_, columns_ in [("zero", 0), ("huge", 99_999_999_999)]:
        kind(f"pdf-xref-hidden-{name_}-{what_}.pdf")(
            lambda hidden_=hidden_, columns_=columns_: with_list(
                f"/Predictor 2/Columns {columns_}", b"\0\0\0\0\0\0\0" * 5
            ).replace(b"/Length", f"/X {hidden_}/Length".encode())
        )


def lzw(size):
    """So many bytes of LZW that unpack to some hundred times as much."""
    out, bits, length = bytearray(), 0, 0
    while len(out) < size:
        codes = [(256, 9), (32, 9)] + [(code, max(9, (code + 1).bit_length())) for code in range(258, 4094)] + [(256, 12)]
        for code, width in codes:
            bits, length = (bits << width) | code, length + width
            while length >= 8:
                length -= 8
                out.append(bits >> length & 255)
                bits &= (1 << length) - 1
    return bytes(out)


def with_objects(packer, data):
    """A file whose pages stand in a list of objects that is packed so."""
    out = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 5 0 R>>endobj\n"
    objects = len(out)
    out += f"3 0 obj<</Type/ObjStm/N 1/First 10{packer}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream endobj\n"
    start = len(out)
    places = [(0, 0, 0), (1, 9, 0), (0, 0, 0), (1, objects, 0), (1, start, 0), (2, 3, 0)]
    body = b"".join(struct.pack(">BIH", *place) for place in places)
    head = f"4 0 obj<</Type/XRef/Size 6/Root 1 0 R/W[1 4 2]/Length {len(body)}>>stream\n"
    return out + head.encode() + body + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % start


@kind("pdf-objects-lzw.pdf")
def _():
    return with_objects("/Filter/LZWDecode", lzw(3 * MB))


@kind("pdf-objects-lzw-elsewhere.pdf")
def _():
    return with_objects("/Filter 9 0 R", lzw(3 * MB)).replace(b"3 0 obj", b"9 0 obj/LZWDecode endobj 3 0 obj", 1)


@kind("pdf-objects-many.pdf")
def _():
    return with_objects("/Filter/FlateDecode", zlib.compress(b"5 0 " * 9_000_000, 1)).replace(
        b"/N 1/First 10", b"/N 9000000/First 36000000"
    )


@kind("pdf-objects-runs.pdf")
def _():
    return with_objects("/Filter/RunLengthDecode", b"\x81 " * (10 * MB))


@kind("pdf-objects-short-names.pdf")
def _():
    return with_objects("/F/FlateDecode/DP<</Predictor 2/Columns 0>>", zlib.compress(b"5 0 " + b" " * 99))


# The library knows the short names of pictures between text everywhere.
for name_, parameters_ in [("zero", "/Columns 0"), ("huge", "/Columns 99999999999"), ("colors", "/Columns 5/Colors 32")]:
    kind(f"pdf-short-{name_}.pdf")(lambda parameters_=parameters_: with_short_names(parameters_))


def with_short_names(parameters):
    """A page whose operators are packed with such parameters."""
    file = Pdf()
    contents = file.stream(lzw(99), f"/Filter/LZWDecode/DP<</Predictor 2{parameters}>>", packed_=False)
    page = file.add(f"<</Type/Page/Parent {contents + 2} 0 R/MediaBox[0 0 9 9]/Contents {contents} 0 R>>")
    tree = file.add(f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>")
    return file.file(file.add(f"<</Type/Catalog/Pages {tree} 0 R>>"))


@kind("pdf-xref-bomb.pdf")
def _():
    return with_list("/Predictor 1", b"\0" * (200 * MB))


@kind("pdf-xref-index.pdf")
def _():
    return with_list("/Predictor 1", b"\0" * 35, "/Index[0 2000000000 5 2000000000]")


@kind("pdf-xref-table-huge.pdf")
def _():
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\nxref\n0 4000000000\n0000000000 65535 f \ntrailer<</Size 4000000000/Root 1 0 R>>\nstartxref\n95\n%%EOF\n"


@kind("pdf-xref-chain.pdf")
def _():
    out = bytearray(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n")
    places = 0
    for _ in range(30_000):
        before = f"/Prev {places}" if places else ""
        places = len(out)
        out += f"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R{before}>>\n".encode()
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % places


@kind("pdf-objects-in-lists.pdf")
def _():
    file = Pdf()
    file.add("<</Type/Catalog/Pages 2 0 R>>")
    file.add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
    file.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    index = " ".join(f"{i + 100} {i}" for i in range(200_000))
    file.stream(index + " " + "7 " * 200_000, f"/Type/ObjStm/N 200000/First {len(index) + 1}")
    return file.file(1)


@kind("pdf-deep-arrays.pdf")
def _():
    return pdf("7", page="/A " + "[" * 1_000_000 + "]" * 1_000_000)


@kind("pdf-deep-dictionaries.pdf")
def _():
    return pdf("7", page="/A " + "<</A " * 300_000 + ">>" * 300_000)


@kind("pdf-deep-strings.pdf")
def _():
    return pdf("7", page="/A " + "(" * 1_000_000 + ")" * 1_000_000)


@kind("pdf-streams.pdf")
def _():
    file = Pdf()
    file.add("<</Type/Catalog/Pages 2 0 R>>")
    file.add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
    file.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    for _ in range(190_000):
        file.stream("7", packed_=False)
    return file.file(1)


@kind("pdf-stream-words.pdf")
def _():
    return pdf("7") [:-6] + b"stream " * (5 * MB) + b"\n%%EOF\n"


@kind("pdf-dictionary-large.pdf")
def _():
    return pdf("7", page="/A<<" + "".join(f"/k{i} {i}" for i in range(2_000_000)) + ">>")


@kind("pdf-dictionary-named.pdf")
def _():
    return pdf("BT " + "/F 9 Tf " * 500_000 + "ET", resources="/Properties<<" + "".join(f"/k{i} {i}" for i in range(100_000)) + ">>")


@kind("pdf-inline-images.pdf")
def _():
    return pdf("BI /W 1 /H 1 ID 7 EI " * 400_000)


@kind("pdf-filters.pdf")
def _():
    file = Pdf()
    data = b"7"
    # One more would not be small: what lies further apart than 32 KB is not packed.
    for _ in range(6):
        data = zlib.compress(data * 1000, 9)
    content = file.add(b"<</Filter[" + b"/FlateDecode" * 6 + b"]/Length %d>>stream\n" % len(data) + data + b"\nendstream")
    page_ = file.add(f"<</Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R>>")
    file.add(f"<</Type/Pages/Count 1/Kids[{page_} 0 R]>>")
    return file.file(file.add("<</Type/Catalog/Pages 3 0 R>>"))


@kind("pdf-contents.pdf")
def _():
    file = Pdf()
    content = file.stream("q Q " * 100_000)
    every = f"{content} 0 R " * 10_000
    page_ = file.add(f"<</Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]/Contents[{every}]>>")
    file.add(f"<</Type/Pages/Count 1/Kids[{page_} 0 R]>>")
    return file.file(file.add("<</Type/Catalog/Pages 3 0 R>>"))
