"""Workbooks, new and as XML, and values in lines: texts that many cells share, merged cells, formats, hidden columns."""

from kinds import LONG, MB, MOST_TEXT, OFFICE, kind, packed, relations


X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(sheets, more=(), named=None):
    """Sheets, and other parts by the kind of their relation."""
    count = named or len(sheets)
    book = "".join(f'<sheet name="{i}" sheetId="{i + 1}" r:id="s{i}"/>' for i in range(count))
    targets = [(f"s{i}", "worksheet", f"worksheets/sheet{i % len(sheets)}.xml") for i in range(count)]
    targets += [(f"m{i}", kind_, name) for i, (kind_, name, _) in enumerate(more)]
    parts = [
        ("xl/workbook.xml", f'<workbook {X} xmlns:r="{OFFICE}"><sheets>{book}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", relations(targets)),
    ]
    parts += [(f"xl/worksheets/sheet{i}.xml", f"<worksheet {X}>{data}</worksheet>") for i, data in enumerate(sheets)]
    return packed(parts + [(f"xl/{name}", data) for _, name, data in more])


def strings(items):
    return ("sharedStrings", "sharedStrings.xml", f'<sst {X}>{"".join(f"<si>{item}</si>" for item in items)}</sst>')


def named(row, column):
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"


@kind("xlsx-shared-rich.xlsx")
def _():
    text = "<r><rPr><strike/></rPr><t>7</t></r><r><t>1</t></r>" * 10_000
    cells = "".join(f'<row r="{i + 1}"><c t="s"><v>0</v></c></row>' for i in range(19_000))
    return xlsx([f"<sheetData>{cells}</sheetData>"], [strings([text])])


@kind("xlsx-shared-struck.xlsx")
def _():
    text = f"<r><rPr><strike/></rPr><t>{LONG}</t></r>"
    cells = "".join(f'<row r="{i + 1}"><c t="s"><v>0</v></c></row>' for i in range(19_000))
    return xlsx([f"<sheetData>{cells}</sheetData>"], [strings([text])])


@kind("xlsx-shared-spaces.xlsx")
def _():
    text = f"<t>{' ' * MB}</t>"
    cells = "".join(f'<row r="{i + 1}"><c t="s"><v>0</v></c></row>' for i in range(200_000))
    return xlsx([f"<sheetData>{cells}</sheetData>"], [strings([text])])


@kind("xlsx-shared-many.xlsx")
def _():
    return xlsx(["<sheetData/>"], [strings(["<t>7</t>"] * 3_000_000)])


@kind("xlsx-escapes.xlsx")
def _():
    return xlsx([f"<sheetData><row><c t='str'><v>{'_x' * (10 * MB)}</v></c></row></sheetData>"])


@kind("xlsx-formats.xlsx")
def _():
    code = "[Red]0.0;" * 20_000
    formats = "".join(f'<numFmt numFmtId="{i}" formatCode="{code}"/>' for i in range(164, 364))
    looks = '<xf numFmtId="164"/>' * 60_000
    styles = f"<styleSheet {X}><numFmts>{formats}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>"
    cells = "".join(f'<row><c s="{i}"><v>{i}</v></c></row>' for i in range(19_000))
    return xlsx([f"<sheetData>{cells}</sheetData>"], [("styles", "styles.xml", styles)])


@kind("xlsx-numbers.xlsx")
def _():
    cells = "".join('<row><c><v>1e308</v></c><c><v>1e-300</v></c></row>' for _ in range(19_000))
    return xlsx([f"<sheetData>{cells}</sheetData>"])


@kind("xlsx-merged-tables.xlsx")
def _():
    rows = "".join(f'<row r="{2 * i + 1}"><c><v>1</v></c><c><v>2</v></c></row>' for i in range(9_000))
    merged = "".join(f'<mergeCell ref="A{2 * i + 1}:A{2 * i + 2}"/>' for i in range(20_000))
    return xlsx([f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"])


@kind("xlsx-merged-high.xlsx")
def _():
    rows = "".join(f'<row r="{i + 1}"><c><v>1</v></c></row>' for i in range(0, 18_000))
    merged = "".join(f'<mergeCell ref="A{i + 1}:C{i + 1000}"/>' for i in range(20_000))
    return xlsx([f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"])


@kind("xlsx-diagonal.xlsx")
def _():
    rows = "".join(f'<row r="{i + 1}"><c r="{named(i, i)}"><v>1</v></c></row>' for i in range(16_000))
    return xlsx([f"<sheetData>{rows}</sheetData>"])


@kind("xlsx-sheets.xlsx")
def _():
    return xlsx(["<sheetData>" + "<row/>" * 100 + "</sheetData>"], named=60_000)


@kind("xlsx-relations.xlsx")
def _():
    more = [("theme", f"theme{i}.xml", "") for i in range(10)]
    return xlsx(["<sheetData/>"] * 1000, more, named=20_000)


@kind("xlsx-hidden.xlsx")
def _():
    columns = "".join(f'<col min="{2 * i + 1}" max="{2 * i + 1}" hidden="1"/>' for i in range(200_000))
    rows = "".join(f'<row r="{2 * i + 1}" hidden="1"/><row r="{2 * i + 2}"><c><v>1</v></c></row>' for i in range(19_000))
    return xlsx([f"<cols>{columns}</cols><sheetData>{rows}</sheetData>"])


@kind("csv-commas.csv")
def _():
    return "政府信息公开,1\n".encode() + b"," * (MOST_TEXT - 100)


@kind("csv-lines.csv")
def _():
    return "政府信息公开,1,2\n".encode() + b"1,2\n" * 2_500_000


@kind("csv-quotes.csv")
def _():
    return "政府信息公开,1,2\n".encode() * 20 + b'"' * (MOST_TEXT - 1000)


@kind("spreadsheet.xls")
def _():
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    styles = "".join(f'<Style ss:ID="s{i}" ss:Parent="s{i - 1}"><Font ss:StrikeThrough="1"/></Style>' for i in range(50_000))
    rows = "".join(
        f'<Row ss:Index="{i * 3}"><Cell ss:StyleID="s49999" ss:MergeAcross="60000" ss:MergeDown="2000000"><Data ss:Type="String">7</Data></Cell></Row>'
        for i in range(1, 19_000)
    )
    head = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    return f'{head}<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{styles}</Styles><Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'.encode()
