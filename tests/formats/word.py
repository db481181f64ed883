"""Documents of word processors: .docx by python-docx, .odt by odfpy, .rtf by hand."""

import io
import re
from datetime import datetime
from itertools import accumulate

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, Twips
from odf import style, table, text
from odf.opendocument import OpenDocumentText

from package import office, repack, unpack

WIDTH = 9638  # twentieths of a point
UNUSED = {"theme", "stylesWithEffects", "customXml", "webSettings", "fontTable"}
STYLES = {"Normal", "Title", "Heading1", "DefaultParagraphFont", "TableNormal", "TableGrid", "NoList", "Header", "Footer"}


def shares(grid):
    """The widths of the columns in twentieths of a point."""
    return [WIDTH * share // sum(grid.widths) for share in grid.widths]


def saved(document):
    """The bytes of a python-docx document, with fixed dates."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime(2024, 1, 18, 9, 30)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def blank_document():
    document = Document()
    # The template's hundreds of styles, and other parts, only make the files big.
    for element in list(document.styles.element):
        if element.get(qn("w:styleId")) not in STYLES and element.tag != qn("w:docDefaults"):
            document.styles.element.remove(element)
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.rpartition("/")[2] in UNUSED:
            del document.part.rels[key]
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "SimSun", Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    return document


def docx_table(document, grid):
    """A table with real merges: gridSpan and vMerge, the cells below empty."""
    made = document.add_table(grid.rows, grid.columns, style="Table Grid")
    made.autofit = False
    widths = shares(grid)
    for column, width in zip(made.columns, widths):
        column.width = Twips(width)
    places = [list(row.cells) for row in made.rows]
    for cell in grid.cells:
        place = places[cell.row][cell.column]
        if cell.rows > 1 or cell.columns > 1:
            place = place.merge(places[cell.row + cell.rows - 1][cell.column + cell.columns - 1])
        place.width = Twips(sum(widths[cell.column:cell.column + cell.columns]))
        if cell.text:
            place.paragraphs[0].add_run(cell.text)
        if cell.kind != "label":
            place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for row in made.rows[:grid.heads]:
        row._tr.get_or_add_trPr().append(row._tr.makeelement(qn("w:tblHeader")))
    return made


def docx(report):
    document = blank_document()
    for kind, content in report.pieces():
        if kind == "table":
            docx_table(document, content)
            document.add_paragraph()
        elif kind == "title":
            document.add_heading(content, 0)
        elif kind == "heading":
            document.add_heading(content, 1)
        else:
            paragraph = document.add_paragraph(content)
            if kind == "sign":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return saved(document)


def flat_opc(data):
    """A package as one XML file, as Word saves it for "Word XML document"."""
    types = dict(re.findall(r'PartName="([^"]+)" ContentType="([^"]+)"', dict(unpack(data))["[Content_Types].xml"].decode()))
    out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'
           '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">']
    for name, content in unpack(data):
        kind = types.get(f"/{name}", "application/vnd.openxmlformats-package.relationships+xml")
        if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
            words = re.sub(r"^<\?xml[^>]*\?>\s*", "", content.decode())
            out.append(f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}"><pkg:xmlData>{words}</pkg:xmlData></pkg:part>')
    return ("".join(out) + "</pkg:package>").encode()


# ODF

def odt(report):
    """As odfpy writes it: covered cells, repeated columns, equal cells in one element."""
    document = OpenDocumentText()
    bordered = style.Style(name="cell", family="table-cell")
    bordered.addElement(style.TableCellProperties(border="0.5pt solid #000000", padding="0.05cm"))
    document.automaticstyles.addElement(bordered)
    for kind, content in report.pieces():
        if kind == "table":
            document.text.addElement(odf_table(document, content, bordered))
        elif kind in ("title", "heading"):
            document.text.addElement(text.H(outlinelevel=1, text=content))
        else:
            document.text.addElement(text.P(text=content))
    out = io.BytesIO()
    document.write(out)
    return repack(out.getvalue())


def odt_as_docx(report):
    """The same by LibreOffice, an independent writer of .docx."""
    return repack(office(odt(report), "odt", "docx"))


def odf_table(document, grid, bordered):
    made = table.Table(name=grid.title)
    widths = shares(grid)
    start = 0
    for end in range(1, grid.columns + 1):
        if end == grid.columns or widths[end] != widths[start]:
            column = style.Style(name=f"{grid.title}.{start}", family="table-column")
            column.addElement(style.TableColumnProperties(columnwidth=f"{widths[start] / 20:g}pt"))
            document.automaticstyles.addElement(column)
            made.addElement(table.TableColumn(stylename=column, numbercolumnsrepeated=end - start))
            start = end
    for row in range(grid.rows):
        element = table.TableRow()
        made.addElement(element)
        last = None  # the element before, and what it holds
        for cell in grid.row(row):
            if cell.row < row:
                covered = table.CoveredTableCell()
                if cell.columns > 1:
                    covered.setAttribute("numbercolumnsrepeated", cell.columns)
                element.addElement(covered)
                last = None
                continue
            plain = cell.rows == cell.columns == 1
            if plain and last and last[1] == cell.text:
                last[2] += 1
                last[0].setAttribute("numbercolumnsrepeated", last[2])
                continue
            place = table.TableCell(stylename=bordered)
            if cell.text:
                place.setAttribute("valuetype", "string")
                place.addElement(text.P(text=cell.text))
            if not plain:
                place.setAttribute("numbercolumnsspanned", cell.columns)
                place.setAttribute("numberrowsspanned", cell.rows)
            element.addElement(place)
            if cell.columns > 1:
                element.addElement(table.CoveredTableCell(numbercolumnsrepeated=cell.columns - 1))
            last = [place, cell.text, 1] if plain else None
    return made


# RTF

def gbk(content):
    """Text as Word writes it in code page 936: every byte of a character escaped."""
    out = []
    for char in content:
        if char in "\\{}":
            out.append("\\" + char)
        elif char.isascii():
            out.append(char)
        else:
            out.append("".join(f"\\'{byte:02x}" for byte in char.encode("gbk")))
    return "".join(out)


RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg936\uc2\deff0\deflang1033\deflangfe2052"
    r"{\fonttbl{\f0\froman\fcharset0\fprq2 Times New Roman;}"
    r"{\f1\fnil\fcharset134\fprq2 \'cb\'ce\'cc\'e5{\*\falt SimSun};}}"
    r"{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql\fs21\snext0 \'d5\'fd\'ce\'c4;}{\s1\b\fs32\sbasedon0\snext0 heading 1;}}"
    r"{\info{\title \'c4\'ea\'b1\'a8}{\creatim\yr2024\mo1\dy18\hr9\min30}{\nofpages4}{\nofwords1234}}"
    r"\paperw11906\paperh16838\margl1134\margr1134\sectd"
    r"{\footer\pard\qc - {\field{\*\fldinst PAGE}{\fldrslt 1}} -\par}"
)


def rtf(report):
    """As Word and WPS write it for code page 936, with cells merged by \\clmgf and \\clvmgf."""
    out = [RTF_HEAD]
    for kind, content in report.pieces():
        if kind == "table":
            out.append(rtf_table(content))
        else:
            align = {"title": r"\qc\b\fs44", "heading": r"\s1\b\fs32", "sign": r"\qr\fs21"}.get(kind, r"\ql\fi420\fs21")
            out.append(rf"\pard\plain{align}\f1 {{{gbk(content)}}}\par")
    return ("\r\n".join(out) + "}\r\n").encode("ascii")


def rtf_table(grid):
    edges = list(accumulate(shares(grid)))
    borders = r"\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs"
    out = []
    for row in range(grid.rows):
        definitions, contents = [], []
        for column in range(grid.columns):
            cell = grid.at(row, column)
            merge = ""
            if cell.rows > 1:
                merge += r"\clvmgf" if cell.row == row else r"\clvmrg"
            if cell.columns > 1:
                merge += r"\clmgf" if cell.column == column else r"\clmrg"
            definitions.append(rf"{merge}\clvertalc{borders}\cellx{edges[column]}")
            own = cell.row == row and cell.column == column
            words = f"{{{gbk(cell.text)}}}" if own and cell.text else ""
            contents.append(rf"\pard\plain\intbl\qc\f1\fs18 {words}\cell")
        head = r"\trhdr" if row < grid.heads else ""
        out.append(rf"\trowd\trgaph30\trleft0{head}" + "".join(definitions))
        out += contents
        out.append(r"\row")
    return "\r\n".join(out) + "\r\n\\pard\\par"
