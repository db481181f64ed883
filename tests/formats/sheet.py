"""Workbooks by openpyxl and xlwt."""

import io
from datetime import datetime

import xlwt
from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from package import pack, repack, unpack

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
THIN = Border(*[Side(style="thin")] * 4)


def number(text):
    """A cell's text as the number that a person types, if the number shows the same text."""
    if text.startswith("+") or not text:
        return text or None
    return float(text) if "." in text else int(text)


def is_formula(cell):
    """In some rows the total is a formula."""
    return cell.name and cell.name.startswith("requests.denied.") and cell.name.endswith(".total")


def is_text(cell):
    """Some numbers are typed into cells of the format "text"."""
    return cell.name and cell.name.rpartition(".")[0] in ("disclosure.normative", "requests.carried_in", "requests.unavailable.not_held")


class Writer:
    """Writes pieces of a report down a sheet, remembering what the formulas come to."""

    def __init__(self, sheet, width=10):
        self.sheet, self.row, self.width, self.cached = sheet, 1, width, {}
        for column in range(1, width + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 9

    def line(self, text):
        self.sheet.cell(self.row, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=self.width)
        self.row += 1

    def table(self, grid):
        for cell in grid.cells:
            self._cell(cell, self.row + cell.row, 1 + cell.column)
        self.row += grid.rows

    def _cell(self, cell, row, column):
        place = self.sheet.cell(row, column)
        if is_formula(cell):
            first, last = get_column_letter(column - 6), get_column_letter(column - 1)
            place.value = f"=SUM({first}{row}:{last}{row})"
            self.cached[place.coordinate] = cell.text
        elif is_text(cell):
            place.value, place.number_format = cell.text or None, "@"
        else:
            place.value = number(cell.text) if cell.kind == "value" else cell.text
        place.border = THIN
        place.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if cell.rows > 1 or cell.columns > 1:
            self.sheet.merge_cells(start_row=row, end_row=row + cell.rows - 1,
                                   start_column=column, end_column=column + cell.columns - 1)


def saved(book, writers):
    """The workbook's bytes, with the formulas' results, which openpyxl leaves out."""
    book.properties.created = book.properties.modified = datetime(2024, 1, 18, 9, 30)
    book.properties.creator = None
    # As Excel leaves it: there is nothing left to calculate.
    book.calculation.fullCalcOnLoad = False
    out = io.BytesIO()
    book.save(out)
    members = []
    for name, content in unpack(repack(out.getvalue())):
        for index, writer in enumerate(writers, 1):
            if name == f"xl/worksheets/sheet{index}.xml":
                content = _with_results(content, writer.cached)
        members.append((name, content))
    return pack(members)


def _with_results(content, cached):
    root = etree.fromstring(content)
    for place in root.iter(f"{SHEET}c"):
        if place.get("r") in cached:
            place.find(f"{SHEET}v").text = cached[place.get("r")]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def one_sheet(report):
    """Everything on one sheet."""
    book = Workbook()
    book.active.title = "年报"
    writer = Writer(book.active, 15)
    for kind, content in report.pieces():
        writer.table(content) if kind == "table" else writer.line(content)
    return saved(book, [writer])


def sheets(report):
    """Each table on its own sheet, without the prose."""
    book = Workbook()
    book.remove(book.active)
    writers = []
    headings = [heading for heading, _ in report.sections]
    for index, grid in enumerate([report.disclosure(), report.requests(), report.reviews()], 1):
        writer = Writer(book.create_sheet(grid.title), grid.columns)
        if index == 1:
            writer.line(report.title)
        writer.line(headings[index])
        writer.table(grid)
        writers.append(writer)
    # A second sheet of notes and an empty one, as books often have.
    book.create_sheet("Sheet4")
    return saved(book, writers)


def xls(report):
    """By xlwt: BIFF8, everything on one sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("年报")
    style = xlwt.easyxf("align: wrap on, vert centre, horiz centre; borders: left thin, right thin, top thin, bottom thin")
    row = 0
    for kind, content in report.pieces():
        if kind != "table":
            sheet.write_merge(row, row, 0, 14, content)
            row += 1
            continue
        for cell in content.cells:
            value = cell.text
            if cell.kind == "value" and not is_text(cell):
                value = number(cell.text)
            top, left = row + cell.row, cell.column
            if cell.rows > 1 or cell.columns > 1:
                sheet.write_merge(top, top + cell.rows - 1, left, left + cell.columns - 1, value, style)
            else:
                sheet.write(top, left, value, style)
        row += content.rows
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
