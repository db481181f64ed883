"""Word documents: fields, runs, styles, lists, documents in documents, a part twice."""

import warnings

from kinds import MB, OFFICE, kind, packed, relations
from workbooks import xlsx


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body, more=(), attributes=""):
    named = [(f"r{index}", kind_, name) for index, (kind_, name, _) in enumerate(more)]
    parts = [
        ("word/document.xml", f"<w:document {W} {attributes}><w:body>{body}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", relations(named)),
    ]
    return packed(parts + [(f"word/{name}", data) for _, name, data in more])


def paragraph(text, properties=""):
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


@kind("docx-fields-open.docx")
def _():
    return docx("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>7</w:t></w:r>' * 100_000 + "</w:p>")


@kind("docx-fields.docx")
def _():
    one = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    other = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return docx("<w:p>" + one * 900 + other * 900 + (one + other) * 200_000 + "</w:p>")


@kind("docx-runs.docx")
def _():
    return docx("<w:p>" + "<w:r>" * 480 + "<w:r><w:t>7</w:t></w:r>" * 500_000 + "</w:r>" * 480 + "</w:p>")


@kind("docx-paragraphs-in-runs.docx")
def _():
    inner = "<w:r><w:t>7</w:t></w:r>"
    for _ in range(150):
        inner = f"<w:p>{inner * 2 if len(inner) < 4_000_000 else inner}</w:p>"
    return docx(inner)


@kind("docx-boxes.docx")
def _():
    box = "<w:r><w:pict><w:txbxContent>" + paragraph("7") + "</w:txbxContent></w:pict></w:r>"
    return docx(f"<w:p>{box * 9_000}</w:p>")


@kind("docx-tables-deep.docx")
def _():
    inner = paragraph("7")
    for _ in range(47):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('1')}</w:tc></w:tr></w:tbl>"
    return docx(inner * 200)


@kind("docx-edges.docx")
def _():
    before = lambda n: f'<w:trPr><w:gridBefore w:val="{n}"/></w:trPr>'
    rows = "".join(f"<w:tr>{before(i % 1000)}<w:tc>{paragraph('7')}</w:tc></w:tr>" for i in range(5_000))
    rows += "".join(f"<w:tr>{before(i)}<w:tc>{paragraph('7')}</w:tc></w:tr>" for i in range(1000, 5_000))
    return docx(f"<w:tbl>{rows}</w:tbl>")


@kind("docx-wide.docx")
def _():
    span = '<w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
    return docx(f"<w:tbl>{f'<w:tr><w:tc>{span}{paragraph(7)}</w:tc></w:tr>' * 9_000}</w:tbl>")


@kind("docx-styles.docx")
def _():
    look = f'<w:rPr>{"<w:b/>" * 20_000}</w:rPr>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i - 1}"/>{look if i < 16 else ""}</w:style>'
        for i in range(20_000)
    )
    part = ("styles", "styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    body = "".join(paragraph("7", f'<w:pPr><w:pStyle w:val="s{i}"/></w:pPr>') for i in range(19_000))
    return docx(body, [part])


@kind("docx-style-head.docx")
def _():
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="s{i}"/>' for i in range(20_000))
    part = ("styles", "styles.xml", f"<w:styles {W} a='{'7' * MB}'>{styles}</w:styles>")
    body = "".join(paragraph("7", f'<w:pPr><w:pStyle w:val="s{i}"/></w:pPr>') for i in range(19_000))
    return docx(body, [part])


@kind("docx-styles-open.docx")
def _():
    part = ("styles", "styles.xml", f"<w:styles {W}>{'<w:styles ' * 400_000}")
    return docx(paragraph("7"), [part])


@kind("docx-lists.docx")
def _():
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="{"%1%2%3%4%5%6%7%8%9" * 3}"/></w:lvl>' for i in range(9)
    )
    lists = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/></w:num>' for i in range(20_000))
    part = ("numbering", "numbering.xml", f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}</w:numbering>')
    item = lambda i: f'<w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="{i}"/></w:numPr></w:pPr>'
    return docx("".join(paragraph("7", item(i)) for i in range(1, 19_000)), [part])


@kind("docx-lists-roman.docx")
def _():
    level = '<w:lvl w:ilvl="0"><w:start w:val="2147483000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%1%1%1%1%1%1%1"/></w:lvl>'
    part = ("numbering", "numbering.xml", f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return docx(paragraph("7", item) * 19_000, [part])


@kind("docx-joined.docx")
def _():
    joins = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
    return docx(paragraph("七" * 200, joins) * 19_000)


@kind("docx-large.docx")
def _():
    return docx("<w:p>" + "<w:r><w:t>一</w:t></w:r>" * (46 * MB // 25) + "</w:p>")


@kind("docx-attributes.docx")
def _():
    return docx("<w:p><w:pPr><w:pStyle " + " ".join(f'a{i}="1"' for i in range(2_500_000)) + "/></w:pPr></w:p>")


@kind("docx-namespaces.docx")
def _():
    spaces = " ".join(f'xmlns:n{i}="u{i}"' for i in range(20_000))
    return docx("".join(f"<n{i}:a/>" for i in range(19_999, 0, -1)) * 20, attributes=spaces)


@kind("docx-namespaces-deep.docx")
def _():
    spaces = " ".join(f'xmlns:n{i}="u{i}"' for i in range(1000))
    return docx(f"<a {spaces}>" * 400 + "<w:p/>" * 100_000 + "</a>" * 400)


@kind("docx-comments.docx")
def _():
    return docx("<!-- -->" * (5 * MB) + paragraph("7"))


@kind("docx-declaration.docx")
def _():
    entities = "".join(f'<!ENTITY e{i} "&e{i - 1};&e{i - 1};">' for i in range(60))
    body = f'<!DOCTYPE a [{entities}]><w:document {W}><w:body>{paragraph("&e59;")}</w:body></w:document>'
    return packed([("word/document.xml", body)])


@kind("docx-chunks.docx")
def _():
    chunk = "<html><body>" + "<table><tr><td>1<td>2</table>" * 200 + "</body></html>"
    named_ = "".join(f'<w:altChunk r:id="r{i}"/>' for i in range(500))
    parts = [("aFChunk", f"chunk{i}.html", chunk) for i in range(500)]
    return docx(named_, parts, f'xmlns:r="{OFFICE}"')


@kind("docx-chunk-again.docx")
def _():
    chunk = "<html><body>" + "<table><tr><td>1<td>2</table>" * 20_000 + "</body></html>"
    return docx('<w:altChunk r:id="r0"/>' * 15_000, [("aFChunk", "chunk.html", chunk)], f'xmlns:r="{OFFICE}"')


@kind("docx-in-docx.docx")
def _():
    inner = docx(paragraph("7" * 1000) * 15_000)
    for _ in range(3):
        parts = [("aFChunk", f"c{i}.docx", inner) for i in range(40)]
        inner = docx("".join(f'<w:altChunk r:id="r{i}"/>' for i in range(40)), parts, f'xmlns:r="{OFFICE}"')
    return inner


@kind("docx-workbooks.docx")
def _():
    book = xlsx(["<sheetData>" + "<row><c><v>1</v></c><c><v>2</v></c></row>" * 4_000 + "</sheetData>" + "<!-- -->" * MB])
    parts = [("package", f"embeddings/b{i}.xlsx", book) for i in range(200)]
    cells = "".join(f'<w:p><w:r><w:object><o:OLEObject r:id="r{i}"/></w:object></w:r></w:p>' for i in range(200))
    return docx(cells, parts, f'xmlns:r="{OFFICE}" xmlns:o="urn:schemas-microsoft-com:office:office"')


@kind("docx-twice.docx")
def _():
    document = lambda text: f"<w:document {W}><w:body>{paragraph(text)}</w:body></w:document>"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return packed([("word/document.xml", document("1")), ("word/document.xml", document("2"))])


@kind("docx-twice-otherwise.docx")
def _():
    document = lambda text: f"<w:document {W}><w:body>{paragraph(text)}</w:body></w:document>"
    return packed([("word/document.xml", document("1")), ("Word\\Document.xml", document("2"))])


@kind("word-xml.xml")
def _():
    space = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    body = "<w:p><w:r><w:t>7</w:t></w:r></w:p>" * 19_000
    styles = f"<w:styles>{''.join(f'<w:style w:type=paragraph w:styleId=s{i}/>' for i in range(9))}</w:styles>"
    return f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument {space}>{"<a>" * 100}{"<b/>" * 2_000_000}{"</a>" * 100}<w:body>{body}</w:body></w:wordDocument>'.encode()
