"""Times a well-known Python library reading the same file: prints microseconds a reading (twice, as
gouji-bench prints reading and checking), the peak memory of the process in KiB, and its name; or, after `missing`, what is not installed.

Each reads what gouji reads: the text of all paragraphs and of all table cells.
"""

import resource
import statistics
import sys
import time

SAMPLES = 7


class Missing(Exception):
    """What has to be installed by hand."""


def docx(path):
    import docx

    def cells(tables):
        for table in tables:
            for row in table.rows:
                for cell in row.cells:
                    yield cell.text

    def read():
        document = docx.Document(path)
        return [paragraph.text for paragraph in document.paragraphs] + list(cells(document.tables))

    return f"python-docx {version('python-docx')}", read


def odt(path):
    from odf import opendocument, table, teletype, text

    def read():
        document = opendocument.load(path)
        pieces = document.getElementsByType(text.P) + document.getElementsByType(table.TableCell)
        return [teletype.extractText(piece) for piece in pieces]

    return f"odfpy {version('odfpy')}", read


def xlsx(path):
    import openpyxl

    def read():
        book = openpyxl.load_workbook(path, data_only=True)
        return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]

    return f"openpyxl {version('openpyxl')}", read


def xls(path):
    import xlrd

    def read():
        book = xlrd.open_workbook(path)
        return [sheet.row_values(row) for sheet in book.sheets() for row in range(sheet.nrows)]

    return f"xlrd {version('xlrd')}", read


def rtf(path):
    from striprtf.striprtf import rtf_to_text

    def read():
        with open(path, encoding="latin-1") as file:
            return rtf_to_text(file.read(), errors="ignore")

    return f"striprtf {version('striprtf')}", read


def doc(path):
    """No Python library reads Word's binary files; the Debian package `antiword` does, as a program of its own."""
    import shutil
    import subprocess

    if not shutil.which("antiword"):
        raise Missing("antiword (Debian: apt-get install antiword)")

    def read():
        return subprocess.run(["antiword", "-m", "UTF-8.txt", path], check=True, capture_output=True).stdout

    return "antiword (with the start of a process)", read


def pdf(path):
    import pdfplumber

    def read():
        with pdfplumber.open(path) as document:
            return [(page.extract_text(), page.extract_tables()) for page in document.pages]

    return f"pdfplumber {version('pdfplumber')}", read


def pdf_fast(path):
    import pymupdf

    def read():
        with pymupdf.open(path) as document:
            return [(page.get_text(), [table.extract() for table in page.find_tables()]) for page in document]

    return f"PyMuPDF {version('pymupdf')}", read


def ofd(path):
    """No Python library reads the tables of an OFD file: this is only its pages' text."""
    import zipfile

    from lxml import etree

    def read():
        with zipfile.ZipFile(path) as archive:
            pages = [name for name in archive.namelist() if name.endswith("Content.xml")]
            trees = [etree.fromstring(archive.read(page)) for page in pages]
            return ["".join(tree.itertext("{*}TextCode")) for tree in trees]

    return f"zipfile + lxml {version('lxml')} (text only)", read


def mht(path):
    import email

    from lxml import html

    def read():
        with open(path, "rb") as file:
            message = email.message_from_binary_file(file)
        part = next(part for part in message.walk() if part.get_content_type() == "text/html")
        page = html.fromstring(part.get_payload(decode=True))
        return [cell.text_content() for cell in page.iter("td", "th", "p")]

    return f"email + lxml {version('lxml')}", read


def htm(path):
    from lxml import html

    def read():
        page = html.parse(path).getroot()
        return [cell.text_content() for cell in page.iter("td", "th", "p")]

    return f"lxml {version('lxml')}", read


def csv(path):
    import csv as reader

    def read():
        with open(path, encoding="gb18030", errors="replace", newline="") as file:
            return list(reader.reader(file))

    return "csv of Python", read


def version(package):
    from importlib.metadata import version

    return version(package)


def main():
    try:
        name, read = globals()[sys.argv[1]](sys.argv[2])
        read()
    except (Missing, ImportError) as missing:
        print("missing", missing, sep="\t")
        return
    times = []
    for _ in range(SAMPLES):
        start = time.perf_counter()
        assert read()
        times.append((time.perf_counter() - start) * 1e6)
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    if children := resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss:
        peak = children
    time_taken = f"{statistics.median(times):.0f}"
    print(time_taken, time_taken, peak, name, sep="\t")


main()
