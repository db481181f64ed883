"""PDF objects: lists of objects, references, predictors, nesting, trees."""

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
    out, places = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n", 0
    for _ in range(30_000):
        before = f"/Prev {places}" if places else ""
        places = len(out)
        out += f"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R{before}>>\n".encode()
    return out + b"startxref\n%d\n%%%%EOF\n" % places


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
    for _ in range(8):
        data = zlib.compress(data * 1000, 9)
    content = file.add(b"<</Filter[" + b"/FlateDecode" * 8 + b"]/Length %d>>stream\n" % len(data) + data + b"\nendstream")
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
