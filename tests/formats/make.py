"""Makes the files of tests/reports/formats; see README.md."""

import json
import sys
from pathlib import Path

import ofd
import package
import sheet
import web
import word
from report import REPORTS

OUT = Path(__file__).parent.parent / "reports/formats"


def numbers():
    """What every file holds, and what of it does not add up."""
    facts = {
        form: {
            "title": report.title,
            "agency": report.agency,
            "year": report.year,
            "date": report.date,
            "cells": report.cells,
            "broken": report.broken(),
        }
        for form, report in REPORTS.items()
    }
    yield "numbers.json", json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n"


def words():
    """Documents of word processors."""
    for form, report in REPORTS.items():
        docx, odt = word.docx(report), word.odt(report)
        yield f"{form}-python-docx.docx", docx
        yield f"{form}-odfpy.odt", odt
        yield f"{form}-libreoffice.docx", package.repack(package.office(odt, "odt", "docx"))
        yield f"{form}-libreoffice.odt", package.repack(package.office(docx, "docx", "odt"))
        doc = package.office(docx, "docx", "doc:MS Word 97")
        yield f"{form}-libreoffice.doc", doc
        yield f"{form}-gbk.rtf", word.rtf(report)
        if form == "2021":
            yield "2021-libreoffice.wps", doc
            yield "2021-libreoffice.rtf", package.office(odt, "odt", "rtf")


def sheets():
    for form, report in REPORTS.items():
        one = sheet.one_sheet(report)
        yield f"{form}-openpyxl.xlsx", one
        yield f"{form}-openpyxl-sheets.xlsx", sheet.sheets(report)
        xls = package.office(one, "xlsx", "xls:MS Excel 97")
        yield f"{form}-libreoffice.xls", xls
        yield f"{form}-xlwt.xls", sheet.xls(report)
        if form == "2021":
            yield "2021-libreoffice.et", xls


def pdfs():
    for form, report in REPORTS.items():
        yield f"{form}-libreoffice.pdf", package.fixed_pdf(package.office(word.docx(report), "docx", "pdf"))
        yield f"{form}-chromium.pdf", package.fixed_pdf(package.chromium(web.for_print(report)))


def ofds():
    for form, report in REPORTS.items():
        yield f"{form}-hand.ofd", ofd.ofd(report)


GROUPS = [numbers, words, sheets, pdfs, ofds]


def main(wanted):
    """Makes all groups, or those named."""
    for group in GROUPS:
        if wanted and group.__name__ not in wanted:
            continue
        for name, content in group():
            path = OUT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
                print(f"{name}: {len(content)}")


if __name__ == "__main__":
    main(sys.argv[1:])
