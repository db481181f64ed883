"""Texts and spreadsheets of OpenDocument: what is repeated, styles in styles, tables in tables."""

from kinds import LONG, MB, kind, packed


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing")]
)


def odf(body, automatic=""):
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    return packed([("content.xml", content)])


def ods(table, automatic=""):
    return odf(f'<office:spreadsheet><table:table table:name="1">{table}</table:table></office:spreadsheet>', automatic)


def odt(text, automatic=""):
    return odf(f"<office:text>{text}</office:text>", automatic)


def cell(text, repeated=1, more=""):
    return f'<table:table-cell table:number-columns-repeated="{repeated}" {more}><text:p>{text}</text:p></table:table-cell>'


def row(cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'




@kind("ods-repeat-columns.ods")
def _():
    return ods(row(cell(LONG, 1000)))


@kind("ods-repeat-rows.ods")
def _():
    return ods(row(cell(LONG), 1_000_000))


@kind("ods-repeat-both-hidden.ods")
def _():
    style = '<style:style style:name="h" style:family="text"><style:text-properties text:display="none"/></style:style>'
    return ods(row(cell('<text:span text:style-name="h">7</text:span>', 16384), 1_000_000_000), style)


@kind("ods-repeat-spaces.ods")
def _():
    return ods(row(cell('<text:s text:c="256"/>', 2_000_000_000, 'table:number-columns-spanned="2"'), 2_000_000_000))


@kind("ods-repeat-struck.ods")
def _():
    style = (
        '<style:style style:name="k" style:family="text"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    return ods(row(cell(f'<text:span text:style-name="k">{LONG}</text:span>', 10_000), 4), style)


@kind("ods-hidden-columns.ods")
def _():
    column = '<table:table-column table:visibility="collapse"/><table:table-column/>'
    return ods(column * 60_000 + row("".join(cell("1") for _ in range(2000))) * 9)


@kind("ods-column-styles.ods")
def _():
    styles = "".join(
        f'<style:style style:name="c{i}" style:family="table-cell" style:parent-style-name="c{i - 1}"/>' for i in range(20_000)
    )
    columns = "".join(f'<table:table-column table:default-cell-style-name="c{19_999}"/>' for _ in range(20_000))
    return ods(columns + row(cell("1", 2000)), styles)


@kind("odt-style-chain.odt")
def _():
    styles = "".join(
        f'<style:style style:name="c{i}" style:family="paragraph" style:parent-style-name="c{i - 1}"/>' for i in range(30_000)
    )
    return odt("".join(f'<text:p text:style-name="c{29_999 - i}">7</text:p>' for i in range(19_000)), styles)


@kind("odt-repeat-columns.odt")
def _():
    return odt(f"<table:table>{row(cell(LONG, 1000))}</table:table>")


@kind("odt-repeat-rows.odt")
def _():
    return odt(f"<table:table>{row(cell(LONG), 15_000)}</table:table>")


@kind("odt-repeat-nested.odt")
def _():
    inner = "<text:p>7</text:p>"
    for _ in range(20):
        inner = f"<table:table>{row(cell('') + f'<table:table-cell>{inner}</table:table-cell>', 3)}</table:table>"
    return odt(inner)


@kind("odt-repeat-nested-columns.odt")
def _():
    inner = "7" * 1000
    for _ in range(12):
        inner = f"<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"30\"><text:p>{inner}</text:p></table:table-cell></table:table-row></table:table>"
    return odt(inner)


@kind("odt-shapes-in-cells.odt")
def _():
    frame = f"<draw:frame><draw:text-box><table:table>{row(cell('1') * 5)}</table:table></draw:text-box></draw:frame>"
    return odt(f"<table:table>{row(f'<table:table-cell><text:p>{frame}</text:p></table:table-cell>', 3000)}</table:table>")


@kind("odt-lists.odt")
def _():
    item = "<text:list><text:list-item><text:p>7</text:p></text:list-item></text:list>"
    return odt(item * 19_000)


@kind("odt-large.odt")
def _():
    return odt("<text:p>" + "<text:span>一</text:span>" * (47 * MB // 32) + "</text:p>")


@kind("odt-elements.odt")
def _():
    return odt("<text:p>" + "<a/>" * (11 * MB) + "</text:p>")
