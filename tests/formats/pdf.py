"""PDFs by reportlab and PyMuPDF, from the pages of layout.py."""

import io
import unicodedata

import pymupdf
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import layout
from package import fixed_pdf

FONT = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"


def cid(report, spell=str):
    """By reportlab: a font of Adobe's that is not embedded, characters in UCS-2; ruled tables, cut by pages."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(layout.WIDTH, layout.HEIGHT), invariant=1)
    canvas.setTitle(report.title)
    for page in layout.pages(report):
        canvas.setLineWidth(0.5)
        for x1, y1, x2, y2 in page.lines:
            canvas.line(x1, layout.HEIGHT - y1, x2, layout.HEIGHT - y2)
        for x, y, size, text in page.texts:
            canvas.setFont("STSong-Light", size)
            canvas.drawString(x, layout.HEIGHT - y, spell(text))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def radicals(report):
    """Characters that are radicals as well by the code of the radical, as Chrome writes them with some fonts."""
    codes = {ord(unicodedata.normalize("NFKC", chr(code))): code for code in range(0x2F00, 0x2FD6)}
    codes |= {ord(c): ord(r) for c, r in zip("民门长见页马", "⺠⻔⻓⻅⻚⻢")}
    return cid(report, lambda text: text.translate(codes))


def _new_page(document):
    return document.new_page(width=layout.WIDTH, height=layout.HEIGHT)


def _bytes(document, **options):
    return fixed_pdf(document.tobytes(garbage=4, clean=True, deflate=True, **options))


def unruled(report):
    """By PyMuPDF: tables without lines, columns only aligned; a font that is not embedded, characters in UTF-16."""
    document = pymupdf.open()
    for page in layout.pages(report, number=None, heads=False):
        made = _new_page(document)
        for x, y, size, text in page.texts:
            made.insert_text((x, y), text, fontsize=size, fontname="china-ss")
    return _bytes(document)


def _word_like(report):
    document = pymupdf.open()
    for page in layout.pages(report, first=1.2, body=12, small=10.5, heads=False):
        made = _new_page(document)
        made.insert_font("F1", fontfile=FONT)
        shape = made.new_shape()
        for x1, y1, x2, y2 in sorted(set(page.lines)):
            shape.draw_rect((x1, y1, x2 + 0.48, y2 + 0.48))
        shape.finish(color=None, fill=(0, 0, 0))
        shape.commit()
        for x, y, size, text in page.texts:
            made.insert_text((x, y), text, fontsize=size, fontname="F1")
    document.subset_fonts()
    return document


def word_like(report):
    """As Word writes it: an embedded subset with ToUnicode, lines that are thin filled rectangles,
    a label that stands one character a line, a table cut by pages without its head."""
    return _bytes(_word_like(report))


def without_characters(report):
    """The same, but nothing says which characters the glyphs are."""
    document = _word_like(report)
    for xref in range(1, document.xref_length()):
        if document.xref_get_key(xref, "ToUnicode")[0] == "xref":
            document.xref_set_key(xref, "ToUnicode", "null")
        kind, value = document.xref_get_key(xref, "FontFile2")
        if kind == "xref":
            file = int(value.split()[0])
            font = TTFont(io.BytesIO(document.xref_stream(file)), recalcTimestamp=False)
            for table in ("cmap", "post", "name", "GSUB", "GPOS"):
                if table in font:
                    del font[table]
            out = io.BytesIO()
            font.save(out)
            document.update_stream(file, out.getvalue())
    return _bytes(document)


def picture(report, dpi=50, kind="jpeg"):
    """The first page with table three, as a scanner sees it."""
    page = pymupdf.open(stream=cid(report))[1]
    image = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    return image.tobytes(kind)


def scan(report):
    document = pymupdf.open()
    page = _new_page(document)
    page.insert_image(page.rect, stream=picture(report))
    return _bytes(document)


def locked(report, method, user=None):
    """Encrypted; without a user's password everyone can read it."""
    document = pymupdf.open(stream=cid(report))
    return document.tobytes(garbage=4, deflate=True, encryption=getattr(pymupdf, f"PDF_ENCRYPT_{method}"),
                            owner_pw="owner", user_pw=user or "", permissions=pymupdf.PDF_PERM_PRINT)
