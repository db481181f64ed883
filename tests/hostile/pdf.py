"""PDF pages: lines, characters, forms, fonts, layers."""

import zlib

from kinds import MB, kind


class Pdf:
    """A file from objects, by number from 1."""

    def __init__(self):
        self.objects = []

    def add(self, data):
        self.objects.append(data if isinstance(data, bytes) else data.encode())
        return len(self.objects)

    def stream(self, data, more="", packed_=True):
        data = data if isinstance(data, bytes) else data.encode()
        if packed_:
            data, more = zlib.compress(data, 9 if len(data) < MB else 1), more + "/Filter/FlateDecode"
        return self.add(f"<<{more}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream")

    def file(self, root):
        out, places = bytearray(b"%PDF-1.7\n"), []
        for number, data in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + data + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        return bytes(out) + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, root, start)


FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(contents, resources="", more=None, pages=1, page="", catalog=""):
    """Pages with these operators; `more` adds objects and gives what resources say of them."""
    file = Pdf()
    font = file.add(FONT)
    extra = more(file) if more else ""
    content = file.stream(contents)
    tree = len(file.objects) + pages + 1
    kids = [
        file.add(
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R"
            f"/Resources<</Font<</F {font} 0 R>>{resources}{extra}>>{page}>>"
        )
        for _ in range(pages)
    ]
    kids_ = " ".join(f"{kid} 0 R" for kid in kids)
    assert file.add(f"<</Type/Pages/Count {pages}/Kids[{kids_}]>>") == tree
    return file.file(file.add(f"<</Type/Catalog/Pages {tree} 0 R{catalog}>>"))


def lines(count, length=500):
    """A grid of so many lines each way."""
    across = "".join(f"50 {50 + 700 * i / count:.2f} m {50 + length} {50 + 700 * i / count:.2f} l S\n" for i in range(count))
    down = "".join(f"{50 + length * i / count:.2f} 50 m {50 + length * i / count:.2f} 750 l S\n" for i in range(count))
    return across + down


@kind("pdf-grid.pdf")
def _():
    return pdf("".join(lines(80) + f"BT /F 5 Tf {60 + i} 60 Td (7) Tj ET\n" for i in range(60)))


@kind("pdf-grids.pdf")
def _():
    return pdf(lines(88) + "BT /F 5 Tf 60 60 Td (7) Tj ET", pages=100)


@kind("pdf-hatch.pdf")
def _():
    return pdf(lines(9_000) + "BT /F 5 Tf 60 60 Td (7) Tj ET")


@kind("pdf-hatch-coarse.pdf")
def _():
    text = "".join(f"50 {4 * i} m 55 {4 * i} l S {4 * i} 50 m {4 * i} 55 l S\n" for i in range(9_000))
    return pdf(text + "BT /F 5 Tf 60 60 Td (7) Tj ET")


@kind("pdf-segments.pdf")
def _():
    dots = "".join(f"{(i * 7919) % 595} {(i * 104729) % 842} m {(i * 7919) % 595 + 4} {(i * 104729) % 842} l S\n" for i in range(300_000))
    return pdf(dots + "BT /F 5 Tf 60 60 Td (7) Tj ET")


@kind("pdf-glyphs-in-one-place.pdf")
def _():
    return pdf("BT /F 9 Tf 60 60 Td " + "1 0 0 1 60 60 Tm (7) Tj " * 190_000 + "ET")


@kind("pdf-glyphs-in-one-line.pdf")
def _():
    return pdf("BT /F 0.5 Tf 60 60 Td (" + "7 " * 99_000 + ") Tj ET" + lines(5))


@kind("pdf-glyphs-of-all-sizes.pdf")
def _():
    pieces = "".join(f"BT /F {3 + i % 90} Tf {(i * 7919) % 595} {(i * 104729) % 842} Td (7) Tj ET\n" for i in range(150_000))
    return pdf(pieces)


@kind("pdf-boxes.pdf")
def _():
    boxes = "".join(f"{20 + 12 * (i % 45)} {20 + 20 * (i // 45)} 11 19 re S\n" for i in range(1490))
    text = "BT /F 1 Tf " + "".join(f"1 0 0 1 {25 + (i * 7) % 500} {25 + (i * 3) % 600} Tm (77) Tj " for i in range(90_000)) + "ET"
    return pdf(boxes + text)


@kind("pdf-boxes-and-lines.pdf")
def _():
    boxes = "0.9 g " + "".join(f"{20 + 12 * (i % 45)} {20 + 20 * (i // 45)} 11 19 re f\n" for i in range(1490))
    rules = "".join(f"{20 + i % 500} {20 + (i * 7) % 600} m {24 + i % 500} {20 + (i * 7) % 600} l S\n" for i in range(300_000))
    text = "BT /F 5 Tf " + "".join(f"1 0 0 1 {22 + 12 * (i % 45)} {25 + 20 * (i // 45)} Tm (7) Tj " for i in range(1490)) + "ET"
    return pdf(boxes + "0 g " + rules + text)


@kind("pdf-covers.pdf")
def _():
    covers = "0.5 g " + "".join(f"0 {i % 700} 595 100 re f\n" for i in range(190_000))
    return pdf(covers + "0 g BT /F 5 Tf 60 60 Td (" + "7" * 190_000 + ") Tj ET")


@kind("pdf-slants.pdf")
def _():
    slants = "".join(f"0 {i % 800} m 595 {(i * 7) % 800} l S\n" for i in range(190_000))
    text = "BT /F 5 Tf " + "".join(f"1 0 0 1 {i % 500} {(i * 3) % 800} Tm (7) Tj " for i in range(90_000)) + "ET"
    return pdf(slants + text)


@kind("pdf-watermarks.pdf")
def _():
    marks = "".join(f"BT 0.7 0.7 -0.7 0.7 {(i * 13) % 500} {(i * 29) % 800} Tm /F 30 Tf (777) Tj ET\n" for i in range(30_000))
    text = "".join(f"BT /F 9 Tf {(i * 7) % 500} {(i * 3) % 800} Td (777) Tj ET\n" for i in range(30_000))
    return pdf(marks + text)


@kind("pdf-columns.pdf")
def _():
    text = "".join(
        f"BT /F 2 Tf {20 + 14 * (i % 40)} {20 + 2.5 * (i // 40)} Td ({i}) Tj ET\n" for i in range(12_000)
    )
    return pdf(text, pages=2)


@kind("pdf-forms.pdf")
def _():
    def more(file):
        names = file.stream("7 0 0 7 0 0 cm 0 0 m 9 9 l S")
        for _ in range(15):
            names = file.stream("/X Do " * 10, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {names} 0 R>>>>")
        return f"/XObject<</X {names} 0 R>>"

    return pdf("/X Do", more=more)


@kind("pdf-form-large.pdf")
def _():
    def more(file):
        name = file.stream("q " + "0 0 m 9 9 l S " * 100_000 + "Q", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
        return f"/XObject<</X {name} 0 R>>"

    return pdf("/X Do " * 1000, more=more)


@kind("pdf-operators.pdf")
def _():
    return pdf("q Q " * 5_000_000)


@kind("pdf-operands.pdf")
def _():
    return pdf("7 " * 20_000_000 + "m")


@kind("pdf-path.pdf")
def _():
    return pdf("0 0 m " + "".join(f"{i % 500} {i * 7 % 800} l " for i in range(1_900_000)) + "S")


@kind("pdf-array.pdf")
def _():
    return pdf("BT /F 9 Tf 60 60 Td [" + "(7) 100 " * 3_000_000 + "] TJ ET")


@kind("pdf-arrays-deep.pdf")
def _():
    return pdf("BT " + "[" * 1_000_000 + "] TJ ET")


@kind("pdf-states.pdf")
def _():
    return pdf(("q " * 500 + "Q " * 500) * 1500 + "BT /F 9 Tf (7) Tj ET")


@kind("pdf-cmap.pdf")
def _():
    def more(file):
        ranges = "<0000> <ffff> <4e00>\n" * 30_000
        map_ = file.stream(f"1 begincodespacerange <0000> <ffff> endcodespacerange 30000 beginbfrange {ranges} endbfrange")
        inner = file.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>")
        font = file.add(f"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[{inner} 0 R]/ToUnicode {map_} 0 R>>")
        return f"/Font<</G {font} 0 R>>"

    return pdf("BT /G 9 Tf 60 60 Td <" + "0007" * 100_000 + "> Tj ET", more=more)


@kind("pdf-cmap-texts.pdf")
def _():
    def more(file):
        chars = "".join(f"<{i:04x}> <{'4e00' * 200}>\n" for i in range(60_000))
        map_ = file.stream(f"1 begincodespacerange <0000> <ffff> endcodespacerange 60000 beginbfchar {chars} endbfchar")
        inner = file.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>")
        font = file.add(f"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[{inner} 0 R]/ToUnicode {map_} 0 R>>")
        return f"/Font<</G {font} 0 R>>"

    return pdf("BT /G 9 Tf 60 60 Td <" + "0007" * 190_000 + "> Tj ET", more=more)


@kind("pdf-widths.pdf")
def _():
    def more(file):
        widths = " ".join(f"{i % 65536} {(i * 7) % 65536} 500" for i in range(1_000_000))
        inner = file.add(f"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/W[{widths}]>>")
        font = file.add(f"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[{inner} 0 R]>>")
        return f"/Font<</G {font} 0 R>>"

    return pdf("BT /G 9 Tf 60 60 Td <" + "0007" * 150_000 + "> Tj ET", more=more)


@kind("pdf-fonts.pdf")
def _():
    def more(file):
        names = " ".join(f"/g{i}" for i in range(250))
        fonts = [
            file.add(f"<</Type/Font/Subtype/Type1/BaseFont/A/Encoding<</Differences[0 {names}]>>>>") for _ in range(20_000)
        ]
        return "/Font<<" + "".join(f"/G{i} {font} 0 R" for i, font in enumerate(fonts)) + ">>"

    return pdf("BT " + "".join(f"/G{i} 9 Tf (7) Tj " for i in range(20_000)) + "ET", more=more)


@kind("pdf-pages.pdf")
def _():
    return pdf("BT /F 9 Tf 60 60 Td (7) Tj ET", pages=60_000)


@kind("pdf-tree.pdf")
def _():
    file = Pdf()
    file.add("<</Type/Catalog/Pages 2 0 R>>")
    for i in range(100_000):
        file.add(f"<</Type/Pages/Count 1/Kids[{i + 3} 0 R]>>")
    file.add("<</Type/Page/MediaBox[0 0 9 9]>>")
    return file.file(1)


@kind("pdf-tree-loop.pdf")
def _():
    file = Pdf()
    file.add("<</Type/Catalog/Pages 2 0 R>>")
    file.add("<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>")
    return file.file(1)


@kind("pdf-parents.pdf")
def _():
    return pdf("BT /F 9 Tf 60 60 Td (7) Tj ET", page="/Rotate 7 0 R")


@kind("pdf-annotations.pdf")
def _():
    fields = "".join("<</Type/Annot/Subtype/Widget/FT/Tx/Rect[9 9 99 99]/V(7)>>" for _ in range(100_000))
    return pdf("BT /F 9 Tf 60 60 Td (7) Tj ET", page=f"/Annots[{fields}]")


@kind("pdf-annotations-over-text.pdf")
def _():
    def more(file):
        return ""

    notes = "".join("<</Type/Annot/Subtype/Stamp/Rect[9 9 99 99]>>" for _ in range(90_000))
    return pdf("BT /F 1 Tf 200 200 Td (" + "7" * 190_000 + ") Tj ET", page=f"/Annots[{notes}]")


# The object after the font is a layer, and switched off: conditions on layers are asked for.
HIDDEN_LAYER = "/OCProperties<</OCGs[2 0 R]/D<</OFF[2 0 R]>>>>"


@kind("pdf-layer-conditions.pdf")
def _():
    def more(file):
        group = file.add("<</Type/OCG/Name(a)>>")
        inner = file.add(f"[/And {f'{group} 0 R ' * 20}]")
        for _ in range(14):
            inner = file.add(f"[/Or [/Not {inner} 0 R]{f' {inner} 0 R' * 10}]")
        member = file.add(f"<</Type/OCMD/VE {inner} 0 R>>")
        return f"/Properties<</M {member} 0 R>>"

    return pdf("/OC /M BDC EMC " * 100, more=more, catalog=HIDDEN_LAYER)


@kind("pdf-spaces.pdf")
def _():
    def more(file):
        space = file.add(f"[/Separation /a {'7 ' * 200_000}]")
        return f"/ColorSpace<</S {space} 0 R>>"

    return pdf("/S cs " * 500_000, more=more)


@kind("pdf-layers.pdf")
def _():
    def more(file):
        groups = [file.add("<</Type/OCG/Name(a)>>") for _ in range(5_000)]
        every = " ".join(f"{group} 0 R" for group in groups)
        member = file.add(f"<</Type/OCMD/OCGs[{every}]/P/AllOff>>")
        return f"/Properties<</M {member} 0 R>>"

    return pdf("/OC /M BDC EMC " * 100_000, more=more, catalog=HIDDEN_LAYER)
