"""OFD, the format of official documents (GB/T 33190), written by hand."""

import contextlib
import io
import re
import tempfile
from xml.sax.saxutils import escape

import layout
import pdf
from package import pack, unpack

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
MM = 25.4 / 72
BOX = "0 0 210 297"


def mm(*values):
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)


def deltas(text, size):
    """DeltaX, with equal steps as "g count step"."""
    steps = [size * layout.advance(char) for char in text[:-1]]
    out, index = [], 0
    while index < len(steps):
        count = 1
        while index + count < len(steps) and steps[index + count] == steps[index]:
            count += 1
        out.append(f"g {count} {mm(steps[index])}" if count > 2 else " ".join([mm(steps[index])] * count))
        index += count
    return " ".join(out)


class Objects:
    """The objects of a page with their numbers."""

    def __init__(self, first):
        self.next, self.out = first, []

    def text(self, x, baseline, size, text, ctm=False):
        x, baseline, size = x * MM, baseline * MM, size * MM
        width = layout.width(text, size)
        # With a matrix the object's own units are nearly points, as in files made from PDFs.
        unit = 1 / 0.3528 if ctm else 1
        matrix = ' CTM="0.3528 0 0 0.3528 0 0"' if ctm else ""
        delta = deltas(text, size * unit)
        delta = f' DeltaX="{delta}"' if delta else ""
        self._add(
            f'<ofd:TextObject ID="{self.next}" Boundary="{mm(x, baseline - size, width + 0.5, size * 1.3)}"{matrix} Font="3" '
            f'Size="{mm(size * unit)}"><ofd:FillColor Value="0 0 0"/>'
            f'<ofd:TextCode X="0" Y="{mm(size * unit)}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )

    def line(self, x1, y1, x2, y2):
        x1, y1, x2, y2 = (value * MM for value in (x1, y1, x2, y2))
        box = mm(x1 - 0.1, y1 - 0.1, x2 - x1 + 0.2, y2 - y1 + 0.2)
        self._add(
            f'<ofd:PathObject ID="{self.next}" Boundary="{box}" LineWidth="0.18"><ofd:StrokeColor Value="0 0 0"/>'
            f"<ofd:AbbreviatedData>M 0.1 0.1 L {mm(x2 - x1 + 0.1, y2 - y1 + 0.1)}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def image(self, resource):
        self._add(f'<ofd:ImageObject ID="{self.next}" Boundary="{BOX}" CTM="210 0 0 297 0 0" ResourceID="{resource}"/>')

    def _add(self, element):
        self.out.append(element)
        self.next += 1

    def page(self, template=None):
        use = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
        return (f'{XML}<ofd:Page {NS}>{use}<ofd:Area><ofd:PhysicalBox>{BOX}</ofd:PhysicalBox></ofd:Area><ofd:Content>'
                f'<ofd:Layer ID="{self.next}" Type="Body">' + "\n".join(self.out)
                + "</ofd:Layer></ofd:Content></ofd:Page>").encode()


def document(report, contents, templates=(), media=None):
    """The package around pages."""
    count = len(contents)
    entries = "".join(f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(count))
    templated = "".join(
        f'<ofd:TemplatePage ID="{50 + i}" BaseLoc="Tpls/Tpl_{i}/Content.xml"/>' for i in range(len(templates))
    )
    resources = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>" if media else ""
    members = [
        ("OFD.xml", f'{XML}<ofd:OFD {NS} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo>'
                    f"<ofd:DocID>20240118093000000000000000000000</ofd:DocID><ofd:Title>{report.title}</ofd:Title>"
                    "<ofd:CreationDate>2024-01-18</ofd:CreationDate></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
                    "</ofd:DocBody></ofd:OFD>"),
        ("Doc_0/Document.xml", f"{XML}<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>100000</ofd:MaxUnitID><ofd:PageArea>"
                               f"<ofd:PhysicalBox>{BOX}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
                               f"{resources}{templated}</ofd:CommonData><ofd:Pages>{entries}</ofd:Pages></ofd:Document>"),
        ("Doc_0/PublicRes.xml", f'{XML}<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts>'
                                '<ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>'),
    ]
    if media:
        members += [
            ("Doc_0/DocumentRes.xml", f'{XML}<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image" '
                                      'Format="PNG"><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'),
            ("Doc_0/Res/scan.png", media),
        ]
    members += [(f"Doc_0/Tpls/Tpl_{i}/Content.xml", content) for i, content in enumerate(templates)]
    members += [(f"Doc_0/Pages/Page_{i}/Content.xml", content) for i, content in enumerate(contents)]
    return pack((name, content.encode() if isinstance(content, str) else content) for name, content in members)


def ofd(report):
    """Ruled tables, one cut by a page break; page numbers in templates; some objects with a matrix."""
    contents, templates = [], []
    for index, page in enumerate(layout.pages(report)):
        objects = Objects(1000 * (2 * index + 1))
        for line in page.lines:
            objects.line(*line)
        *texts, number = page.texts
        for place, text in enumerate(texts):
            objects.text(*text, ctm=place % 4 == 3)
        contents.append(objects.page(template=50 + index))
        furniture = Objects(1000 * (2 * index + 2))
        furniture.text(*number)
        templates.append(furniture.page())
    return document(report, contents, templates)


def scan(report, picture):
    """A document of pictures only."""
    page = Objects(1000)
    page.image(4)
    return document(report, [page.page()], media=picture)


def easy(report):
    """By easyofd from a PDF: no lines, a namespace and attributes of its own, all a third of the size."""
    from easyofd import OFD  # talks while it is imported
    from loguru import logger

    logger.disable("easyofd")
    # It talks, and leaves files where it stands.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        made = OFD().pdf2ofd(pdf.word_like(report), optional_text=True)
    members = []
    for name, content in unpack(made):
        content = re.sub(rb"(<ofd:DocID>)\w+", rb"\g<1>20240118093000000000000000000000", content)
        content = re.sub(rb"(<ofd:CreationDate>)[^<]+", rb"\g<1>2024-01-18 09:30:00", content)
        content = re.sub(rb"<ofd:author\w*>[^<]*</ofd:author\w*>\s*", b"", content)
        members.append((name, re.sub(rb"<res_uuid>[^<]*</res_uuid>\s*", b"", content)))
    return pack(members)
