"""Makes the files of tests/reports/formats; see README.md."""

import json
import sys
from pathlib import Path

import ofd
import package
import pdf
import refused
import sheet
import tricky
import web
import word
from report import REPORTS

OUT = Path(__file__).parent.parent / "reports/formats"

# Their writers never make the same bytes twice: what is there already is kept.
RANDOM = {
    "2019-unruled.pdf",
    "2021-unruled.pdf",
    "2021-owner-aes.pdf",
    "2021-owner-rc4.pdf",
    "refused/scan.pdf",
    *(f"refused/password.{kind}" for kind in ("docx", "xls", "doc", "odt", "pdf", "zip")),
}


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
        yield f"{form}-libreoffice.docx", word.odt_as_docx(report)
        yield f"{form}-libreoffice.odt", package.repack(package.office(docx, "docx", "odt"))
        yield f"{form}-libreoffice.doc", package.office(docx, "docx", "doc:MS Word 97")
        yield f"{form}-gbk.rtf", word.rtf(report)
    report = REPORTS["2021"]
    docx, odt = word.docx(report), word.odt(report)
    yield "2021-tricky.docx", tricky.docx(report)
    yield "2021-libreoffice.wps", package.office(docx, "docx", "doc:MS Word 97")
    yield "2021-libreoffice.rtf", package.office(odt, "odt", "rtf")
    yield "2021-libreoffice-2003-xml.doc", package.office(odt, "odt", "doc:MS Word 2003 XML")
    yield "2021-flat-opc.doc", word.flat_opc(docx)


def pages():
    """Web pages, and what word processors save as such."""
    for form, report in REPORTS.items():
        yield f"{form}-page.html", web.saved_page(report).encode()
    report = REPORTS["2021"]
    yield "2021-word-html.doc", web.word_html(report).encode("gb18030")
    yield "2021-wps-clipboard.html", web.wps_html(report).encode()
    yield "2021-page-gb2312.html", web.saved_page(report, "gb2312").encode("gb18030")
    yield "2021-chromium.mht", package.chromium_mht(web.saved_page(report))
    yield "2021-word.mht", web.word_mht(report)
    yield "2019-browser.mht", web.browser_mht(REPORTS["2019"])
    yield "2019-word-mht.doc", web.word_mht(REPORTS["2019"])


def texts():
    for form, report in REPORTS.items():
        yield f"{form}-utf8.txt", web.text(report).encode()
        yield f"{form}-pipes.md", web.markdown(report).encode()
        yield f"{form}-excel-gb18030.csv", web.excel_csv(report).encode("gb18030")
        yield f"{form}-excel-utf8.csv", web.excel_csv(report).encode("utf-8-sig")
    text = web.text(REPORTS["2021"]).replace("\n", "\r\n")
    yield "2021-gb18030.txt", text.encode("gb18030")
    yield "2021-utf16le.txt", b"\xff\xfe" + text.encode("utf-16-le")


def sheets():
    for form, report in REPORTS.items():
        one = sheet.one_sheet(report)
        yield f"{form}-openpyxl.xlsx", one
        yield f"{form}-openpyxl-sheets.xlsx", sheet.sheets(report)
        yield f"{form}-libreoffice.xls", package.office(one, "xlsx", "xls:MS Excel 97")
        yield f"{form}-xlwt.xls", sheet.xls(report)
    one = sheet.one_sheet(REPORTS["2021"])
    yield "2021-libreoffice.et", package.office(one, "xlsx", "xls:MS Excel 97")
    yield "2021-libreoffice.xlsx", package.repack(package.office(one, "xlsx", "xlsx:Calc MS Excel 2007 XML"))
    yield "2021-libreoffice.ods", package.repack(package.office(one, "xlsx", "ods"))


def pdfs():
    for form, report in REPORTS.items():
        yield f"{form}-libreoffice.pdf", package.fixed_pdf(package.office(word.docx(report), "docx", "pdf"))
        yield f"{form}-chromium.pdf", package.chromium_pdf(web.for_print(report))
        yield f"{form}-reportlab.pdf", pdf.cid(report)
        yield f"{form}-unruled.pdf", pdf.unruled(report)
        yield f"{form}-word-like.pdf", pdf.word_like(report)
    report = REPORTS["2021"]
    yield "2021-radicals.pdf", pdf.radicals(report)
    # The bold title makes Chromium write fonts of Type 3.
    yield "2021-chromium-numbered.pdf", package.chromium_pdf(web.for_print(report, "bold"), numbered=True)
    yield "2021-owner-aes.pdf", pdf.locked(report, "AES_256")
    yield "2021-owner-rc4.pdf", pdf.locked(report, "RC4_128")


def ofds():
    for form, report in REPORTS.items():
        yield f"{form}-hand.ofd", ofd.ofd(report)
    yield "2021-easyofd.ofd", ofd.easy(REPORTS["2021"])


def archives():
    docx, printed = word.docx(REPORTS["2021"]), pdf.cid(REPORTS["2019"])
    yield "2021-docx.zip", package.pack([
        ("年报/readme.txt", "本压缩包含年度报告一份。".encode()),
        ("年报/2023年政府信息公开工作年度报告.docx", docx),
        ("__MACOSX/年报/._2023年政府信息公开工作年度报告.docx", bytes.fromhex("00051607000200004d6163204f532058") + bytes(104)),
        ("年报/.DS_Store", b"\0\0\0\1Bud1" + bytes(56)),
    ])
    yield "2019-pdf-gbk-names.zip", package.pack_gbk([("公开年报/年度报告.pdf", printed), ("公开年报/说明.txt", "见附件。".encode("gbk"))])


def refusals():
    for name, content in refused.files(REPORTS["2021"]):
        yield f"refused/{name}", content
    for name, content in refused.several(REPORTS["2021"], REPORTS["2019"]):
        yield f"several/{name}", content


GROUPS = [numbers, words, pages, texts, sheets, pdfs, ofds, archives, refusals]


def main(wanted):
    """Makes all groups, or those named."""
    for group in GROUPS:
        if wanted and group.__name__ not in wanted:
            continue
        for name, content in group():
            path = OUT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or (name not in RANDOM and path.read_bytes() != content):
                path.write_bytes(content)
                print(f"{name}: {len(content)}")


if __name__ == "__main__":
    main(sys.argv[1:])
