"""A .docx that holds the report in ways that a simple reader gets wrong.

What Word shows is the report of 2021, cell for cell. What the file also holds must not be read: deleted and moved text,
hidden text, words in merged cells that Word does not show, field codes, comments, the fallback of a text box.
"""

from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsmap
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from word import blank_document, saved, shares

NS = " ".join([
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
])
BY = 'w:id="{}" w:author="审核" w:date="2024-01-15T10:00:00Z"'


class Ids:
    last = 100

    @classmethod
    def next(cls):
        cls.last += 1
        return cls.last


def by():
    return BY.format(Ids.next())


# Runs

def r(text, properties="", tag="w:t"):
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def deleted(text):
    return f"<w:del {by()}>{r(text, tag='w:delText')}</w:del>"


def inserted(text):
    return f"<w:ins {by()}>{r(text)}</w:ins>"


def moved_from(text):
    number = Ids.next()
    return (f'<w:moveFromRangeStart w:id="{number}" w:name="m{number}" w:author="审核"/><w:moveFrom {by()}>{r(text)}</w:moveFrom>'
            f'<w:moveFromRangeEnd w:id="{number}"/>')


def moved_to(text):
    number = Ids.next()
    return (f'<w:moveToRangeStart w:id="{number}" w:name="m{number}" w:author="审核"/><w:moveTo {by()}>{r(text)}</w:moveTo>'
            f'<w:moveToRangeEnd w:id="{number}"/>')


def hidden(text):
    return r(text, "<w:vanish/>")


def field(code, result):
    part = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return part("begin") + r(f" {code} ", tag="w:instrText") + part("separate") + r(result) + part("end")


def simple_field(code, result):
    return f'<w:fldSimple w:instr=" {code} ">{r(result)}</w:fldSimple>'


def mark(name):
    return f"<w:r><w:{name}/></w:r>"


def control(content, kind="text"):
    """A content control around whatever."""
    return (f'<w:sdt><w:sdtPr><w:alias w:val="填报项"/><w:id w:val="{Ids.next()}"/><w:{kind}/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>")


FOOTNOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'


def text_box(text):
    """As Word writes it: a shape, and VML for readers that know no shapes."""
    content = f"<w:txbxContent>{p(r(text))}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">'
        '<wp:posOffset>300000</wp:posOffset></wp:positionV><wp:extent cx="5000000" cy="300000"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="1" name="文本框 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="5000000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shape style="width:390pt;height:24pt"><v:textbox>'
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


# Paragraphs and cells

def p(runs, properties=""):
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{runs}</w:p>"


def joined(first, second):
    """Two paragraphs that are one, since the mark between them is deleted."""
    return p(r(first), f"<w:rPr><w:del {by()}/></w:rPr>") + p(r(second))


def numbered(text):
    """A heading of a section: its ordinal is in the numbering, not in the text."""
    return p(r(text), '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>')


# What stands in some cells of the tables, by the cell's name or label.
CELLS = {
    "requests.new.natural": p(r("2") + '<w:proofErr w:type="spellStart"/>' + r("3", "<w:b/>") + r("6")),
    "requests.new.total": p(field("=SUM(LEFT)", "305")),
    "requests.carried_in.total": p(simple_field("=SUM(LEFT)", "13")),
    "requests.granted.natural": p(deleted("45") + inserted("31")),
    "requests.granted.business": p(r("1") + deleted("9") + inserted("2")),
    "requests.granted.total": p(moved_from("57") + moved_to("49")),
    "requests.partial.natural": p(hidden("9") + r("17")),
    "requests.denied.state_secret.business": p(deleted("6")),
    "requests.denied.state_secret.research": p(hidden("8")),
    "requests.denied.law.natural": p("") + p(""),
    "requests.denied.third_party.business": p(mark("softHyphen") + r("8")),
    "requests.denied.inquiry.natural": p(f'<w:bookmarkStart w:id="9" w:name="_GoBack"/>{r("10")}<w:bookmarkEnd w:id="9"/>'),
    "requests.unavailable.not_held.natural": p(control(r("102"))),
    "requests.unavailable.not_held.total": p(r("118") + FOOTNOTE),
    "requests.rejected.petition.natural": joined("1", "5"),
    "requests.rejected.excessive.natural": p(f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chmetcnv">{r("11")}</w:smartTag>'),
    "disclosure.normative.in_force": p(f'<w:hyperlink w:anchor="_GoBack">{r("27")}</w:hyperlink>'),
    "reviews.reconsideration.total": p(r("1") + "<w:r><w:lastRenderedPageBreak/></w:r>" + r("2")),
    "（一）予以公开": p(r("（一）予以") + mark("br") + r("公开")),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": p(r("（二）部分公开") + mark("tab") + r("（区分处理的，只计这一情形，不计其他情形）")),
    "（四）无法提供": joined("（四）无法", "提供"),
    "4.保护第三方合法权益": p(r("4.保护第三方合法") + deleted("利益") + inserted("权益")),
    "5.属于三类内部事务信息": p(r("5.属于三类") + mark("softHyphen") + r("内部事务信息")),
    "2.重复申请": p(r("2.重复") + hidden("（12件）") + r("申请")),
}
# What Word keeps in cells that are merged with the cell above, and does not show.
COVERED = {
    "三、本年度办理结果": "（七）总计",
    "（三）不予公开": "999",
    "自然人": "77",
    "总计": "88",
}
WRAPPED_CELLS = {"requests.denied.process.natural", "requests.closed.other.natural", "disclosure.licensing.decisions"}
WRAPPED_ROWS = {"requests.rejected.petition.total"}
INSERTED_ROWS = {"requests.closed.other.total"}


def table(grid, before=0):
    """A table of the report; with `before`, all its rows begin and end beside the grid."""
    widths = shares(grid)
    columns = [before] * bool(before) + widths + [before] * bool(before)
    rows = []
    for row in range(grid.rows):
        cells, skip = [], int(bool(before))
        for cell in grid.row(row):
            if before and cell.text.startswith("（四）无法") and row == cell.row + 2:
                # In the last row of this group the label cells are left out.
                skip = 3
                cells = []
                continue
            cells.append(_cell(cell, row, sum(widths[cell.column:cell.column + cell.columns])))
        properties = "<w:cantSplit/>"
        if before:
            properties = (f'<w:gridBefore w:val="{skip}"/><w:gridAfter w:val="1"/>'
                          f'<w:wBefore w:w="{sum(columns[:skip])}" w:type="dxa"/><w:wAfter w:w="{before}" w:type="dxa"/>')
        names = {cell.name for cell in grid.row(row)}
        if names & INSERTED_ROWS:
            properties += f"<w:ins {by()}/>"
        made = f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"
        rows.append(control(made, "group") if names & WRAPPED_ROWS else made)
        if "requests.partial.total" in names:
            rows.append(_deleted_row(grid, row, skip, before))
    places = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{places}</w:tblGrid>{''.join(rows)}</w:tbl>")


def _deleted_row(grid, row, skip, before):
    """A row that a reviewer has deleted: the one above with other numbers."""
    cells = []
    for cell in grid.row(row):
        text = "66" if cell.kind == "value" else cell.text
        merge = "<w:vMerge/>" if cell.rows > 1 else ""
        content = p("") if cell.rows > 1 else p(deleted(text))
        cells.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.columns}"/>{merge}</w:tcPr>{content}</w:tc>')
    return (f'<w:tr><w:trPr><w:gridBefore w:val="{skip}"/><w:gridAfter w:val="{int(bool(before))}"/><w:del {by()}/></w:trPr>'
            f"{''.join(cells)}</w:tr>")


def _cell(cell, row, width):
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.columns > 1:
        properties += f'<w:gridSpan w:val="{cell.columns}"/>'
    if cell.rows > 1:
        properties += '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
    if cell.row < row:
        text = COVERED.get(cell.text) if cell.row + 1 == row else None
        content = p(r(text) if text else "")
    else:
        content = CELLS.get(cell.name or cell.text) or p(r(cell.text) if cell.text else "")
    made = f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
    return control(made) if cell.name in WRAPPED_CELLS else made


def layout_table(content):
    return ('<w:tbl><w:tblPr><w:tblW w:w="9800" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9800"/></w:tblGrid><w:tr><w:tc>'
            f'<w:tcPr><w:tcW w:w="9800" w:type="dxa"/></w:tcPr>{content}{p("")}</w:tc></w:tr></w:tbl>')


# The document

PROSE = {
    "（二）": lambda text: joined(*_split(text, "全年新收政府信息公开申请30")),
    "（三）": lambda text: p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r(text)),
    "（四）": lambda text: p(r(text) + text_box("联系方式：请在文本框内填写。")),
    "（五）": lambda text: p(r(text) + '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
    "按照": lambda text: p(deleted("本年度收取信息处理费3500元。") + r(text)),
}


def _split(text, first):
    before, after = text.split(first)
    return before + first, after


def _body(report):
    grids = 0
    for kind, content in report.pieces():
        if kind == "table":
            grids += 1
            made = table(content, before=120 if grids == 2 else 0)
            yield layout_table(made) if grids == 3 else made
            yield p("")
        elif kind == "heading":
            yield numbered(content.partition("、")[2])
        elif kind == "title":
            yield control(p(r(content), '<w:pStyle w:val="Title"/>'), "docPartObj")
        else:
            if content == report.lead:
                # A paragraph that was moved away, and one that was deleted with its mark.
                yield p(moved_from("全年新收政府信息公开申请9999件。"), f"<w:rPr><w:moveFrom {by()}/></w:rPr>")
                yield p(deleted("全年新收政府信息公开申请8888件。"), f"<w:rPr><w:del {by()}/></w:rPr>")
            trick = next((trick for start, trick in PROSE.items() if content.startswith(start)), None)
            yield trick(content) if trick else p(r(content))
    yield p(r("第") + field("PAGE", "3") + r("页 共") + simple_field("NUMPAGES", "3") + r("页"))


NUMBERING = (f'<w:abstractNum {NS} w:abstractNumId="7"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
             '<w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/>'
             "</w:lvl></w:abstractNum>")
NOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {NS}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{r("其中3件由其他机关转来。")}</w:p></w:footnote></w:footnotes>"""


def docx(report):
    Ids.last = 100
    document = blank_document()
    body = document.element.body
    for element in _body(report):
        for made in parse_xml(f"<w:x {NS}>{element}</w:x>"):
            body.insert(len(body) - 1, made)
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    numbering.append(parse_xml(NUMBERING))
    numbering.append(parse_xml(f'<w:num {NS} w:numId="7"><w:abstractNumId w:val="7"/></w:num>'))
    section = document.sections[0]
    section.header.paragraphs[0].text = "政府信息公开年度报告 2023"
    footer = section.footer.paragraphs[0]._p
    for made in parse_xml(f"<w:x {NS}>{r('- ') + field('PAGE', '2') + r(' -')}</w:x>"):
        footer.append(made)
    notes = Part(PackURI("/word/footnotes.xml"),
                 "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml", NOTES.encode(), document.part.package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    comment = document.part._comments_part.comments.add_comment("请核对：应为12件还是7件？", "审核", "审")
    comment._comment_elm.set("{%s}date" % nsmap["w"], "2024-01-15T10:00:00Z")
    return saved(document)
