"""Files that hold no report to read, or hold it out of reach."""

import io

import msoffcrypto
from pptx import Presentation

import ofd
import package
import pdf
import sheet
import word


def locked_docx(report):
    """As Word and WPS encrypt it: a compound file with EncryptionInfo and EncryptedPackage."""
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(word.odt_as_docx(report))).encrypt("1234", out)
    return out.getvalue()


def slides(report):
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = f"{report.title}解读"
    out = io.BytesIO()
    presentation.save(out)
    return package.repack(out.getvalue())


def files(report):
    docx = word.odt_as_docx(report)
    yield "password.docx", locked_docx(report)
    yield "password.xls", package.office_protected(sheet.one_sheet(report), "xlsx", "xls", "MS Excel 97")
    yield "password.doc", package.office_protected(word.odt(report), "odt", "doc", "MS Word 97")
    yield "password.odt", package.office_protected(word.odt(report), "odt", "odt", "writer8")
    yield "password.pdf", pdf.locked(report, "AES_256", user="1234")
    yield "password.zip", package.pack_locked("report.docx", docx)
    yield "scan.pdf", pdf.scan(report)
    yield "scan.ofd", ofd.scan(report, pdf.picture(report, kind="png"))
    yield "no-characters.pdf", pdf.without_characters(report)
    yield "no-report.zip", package.pack([("readme.txt", "请联系办公室。".encode()), ("照片.jpg", pdf.picture(report, 20))])
    yield "nested.zip", package.pack([("年报.zip", package.pack([("年报.docx", docx)]))])
    yield "slides.pptx", slides(report)
    yield "empty.docx", word.saved(word.blank_document())


def several(report, other):
    docx = word.odt_as_docx(report)
    yield "two-reports.zip", package.pack([("2023年年报.docx", docx), ("2020年年报.docx", word.odt_as_docx(other))])
