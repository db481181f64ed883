"""The fairest short script for the same cells: text by BeautifulSoup or PyMuPDF, rows by regular expressions, columns by pandas.

It reads table three and the decisions of table two, and checks the sums of rows. What it does not do: everything else.
"""

import io
import re
import zipfile

import pandas as pd
import pymupdf
from bs4 import BeautifulSoup

COLUMNS = ["natural", "business", "research", "welfare", "legal", "other", "total"]
LABELS = {
    "new": r"本年新收", "carried_in": r"上年结转", "granted": r"予以公开", "partial": r"部分公开",
    "denied.state_secret": r"国家秘密", "denied.law": r"法律行政法规禁止", "denied.security": r"三安全一稳定",
    "denied.third_party": r"第三方合法权", "denied.internal": r"三类内部事务", "denied.process": r"四类过程性",
    "denied.enforcement": r"行政执法案卷", "denied.inquiry": r"行政查询事项", "unavailable.not_held": r"不掌握相关",
    "unavailable.to_create": r"没有现成信息", "unavailable.unclear": r"内容仍不明确", "rejected.petition": r"信访举报",
    "rejected.repeat": r"重复申请", "rejected.publication": r"公开出版物", "rejected.excessive": r"大量反复申请",
    "rejected.confirmation": r"确认或重新出具", "closed.not_corrected": r"逾期不补正", "closed.fee_unpaid": r"未按收费通知",
    "closed.other": r"^3\.其他", "outcomes_total": r"（七）总计", "carried_out": r"结转下年度",
}  # fmt: skip
PATTERNS = {name: re.compile(pattern) for name, pattern in LABELS.items()}
DECISIONS = {"licensing": "行政许可", "penalty": "行政处罚", "compulsion": "行政强制"}


def _printed(label: str) -> re.Pattern[str]:
    """A label in print, broken into lines anywhere, and seven numbers after it."""
    words = label.removeprefix("^").replace("\\", "")
    return re.compile(r"\s*".join(map(re.escape, words)) + r"[^\d]*?((?:\s\d+){7})(?!\d)")


PRINTED = {label: _printed(label) for label in LABELS.values()}
PRINTED_DECISIONS = {label: re.compile(r"\s*".join(label) + r"\s+(\d+)\s") for label in DECISIONS.values()}


def printed_rows(content: bytes) -> list[list[str]]:
    """The rows of a PDF's tables: its text knows no tables, so each label is looked for with the numbers after it."""
    with pymupdf.open(stream=content, filetype="pdf") as document:
        text = "".join(page.get_text() for page in document)
    found = [(label, pattern.search(text)) for label, pattern in (PRINTED | PRINTED_DECISIONS).items()]
    return [[label.strip("^").replace("\\", ""), *hit[1].split()] for label, hit in found if hit]


def rows(content: bytes, kind: str) -> list[list[str]]:
    """The lines of a text, or the rows of tables, as lists of words."""
    if kind == "pdf":
        return printed_rows(content)
    if kind == "txt":
        return [line.split("\t") for line in content.decode().split("\n") if line]
    if kind == "docx":
        content = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
        soup, row, cell = BeautifulSoup(content, "xml"), "tr", "tc"
    else:
        soup, row, cell = BeautifulSoup(content, "lxml"), "tr", "td"
    return [[cell_.get_text(strip=True) for cell_ in row_.find_all(cell)] for row_ in soup.find_all(row)]


def read(content: bytes, kind: str) -> tuple[dict[str, int], list[str]]:
    """The cells of a report, and the rows whose sums do not hold."""
    found: dict[str, list[str]] = {}
    decisions: dict[str, int] = {}
    for row in rows(content, kind):
        for name, label in DECISIONS.items():
            if len(row) >= 2 and row[0] == label and row[1].isdigit():
                decisions[f"disclosure.{name}.decisions"] = int(row[1])
        if len(row) >= 8:
            label = next((words for words in reversed(row[:-7]) if words), "")
            for name, pattern in PATTERNS.items():
                if pattern.search(label):
                    found[name] = row[-7:]
                    break
    table = pd.DataFrame.from_dict(found, orient="index", columns=COLUMNS).apply(pd.to_numeric, errors="coerce")
    broken = table.index[table[COLUMNS[:6]].sum(axis=1) != table["total"]].tolist()
    cells = {
        f"requests.{row}.{column}": int(value)
        for row, values in table.iterrows()
        for column, value in values.items()
        if pd.notna(value)
    }
    return cells | decisions, broken
