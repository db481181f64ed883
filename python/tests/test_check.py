"""What `gouji.check` and its sisters answer."""

import json
import pathlib
import subprocess
from decimal import Decimal

import made
import pytest
from conftest import ROOT, SEEDS

import gouji

FORMATS = ROOT / "tests/reports/formats"


def test_seeds_have_their_cells(expected):
    assert len(expected) == 5
    for name, report in expected.items():
        review = gouji.check((SEEDS / name).read_bytes(), name)
        assert review["schema"] == "gouji/review/1"
        cells = review["report"]["cells"]
        for cell, value in report["cells"].items():
            assert cells[cell]["value"] == value, (name, cell)
        assert (review["report"]["agency"], review["report"]["year"]) == (report["agency"], report["year"])


def test_json_is_the_command_s(command):
    files = sorted(str(path.relative_to(ROOT)) for path in [*SEEDS.glob("*.txt"), *FORMATS.glob("2021-*")])
    assert len(files) > 10
    for lang in ["zh", "en"]:
        arguments = ["check", "--format", "jsonl", "--lang", lang, "--fail-on", "never", *files]
        lines = subprocess.run([command, *arguments], cwd=ROOT, capture_output=True, check=False).stdout.decode()
        own = [gouji.check_json((ROOT / file).read_bytes(), file, lang) for file in files]
        assert own == lines.splitlines()


def test_a_text_a_file_and_a_path_are_one_report():
    path = SEEDS / "000.txt"
    content = path.read_bytes()
    by_path = gouji.check(path)
    assert by_path["source"]["name"] == str(path)
    for other in [content, bytearray(content), memoryview(content), content.decode()]:
        review = gouji.check(other)
        assert review["source"]["name"] is None
        assert review["report"] == by_path["report"]
        assert review["findings"] == by_path["findings"]


def test_several_reports_in_one_input():
    archive = FORMATS / "several/two-reports.zip"
    reviews = gouji.check_all(archive.read_bytes(), "a.zip")
    assert [review["source"]["name"] for review in reviews] == ["a.zip!/2023年年报.docx", "a.zip!/2020年年报.docx"]
    first = gouji.check(archive.read_bytes(), "a.zip")
    assert first.pop("more") == 1
    assert first == reviews[0]


def test_numbers_are_exact():
    report = made.made("某县水利局", 2023, __import__("random").Random(1))
    written = made.text(report).decode().replace("行政事业性收费\t0", "行政事业性收费\t1234567.10")
    cells = gouji.check(written)["report"]["cells"]
    fees = cells["disclosure.fees.amount"]
    assert fees["value"] == Decimal("1234567.10") and isinstance(fees["value"], Decimal)
    assert str(fees["value"]) == "1234567.10"
    assert type(cells["requests.new.total"]["value"]) is int
    floats = [cell for cell in cells.values() if isinstance(cell["value"], float)]
    assert not floats


def test_what_cannot_be_checked_says_why():
    for content in [b"", "今天天气很好。", b"%PDF-1.7 broken", b"\x00\x01\x02" * 100]:
        review = gouji.check(content, "x")
        assert review["summary"]["verdict"] == "unsupported"
        assert review["summary"]["reason"]
        assert not review["report"]["cells"]
        assert review["source"]["name"] == "x"


def test_wrong_use_is_told():
    with pytest.raises(TypeError, match="a report is a str, bytes or a path"):
        gouji.check(7)
    with pytest.raises(ValueError, match="lang must be"):
        gouji.check("x", lang="fr")
    with pytest.raises(ValueError, match="as many names as contents"):
        gouji.check_batch(["a"], [])
    with pytest.raises(FileNotFoundError):
        gouji.check(pathlib.Path("nowhere.txt"))


def test_json_with_the_text():
    text = (SEEDS / "000.txt").read_text(encoding="utf-8")
    assert json.loads(gouji.check_json(text, with_text=True))["source"]["text"] == text


def test_rules():
    rules = gouji.rules()
    codes = [rule["code"] for rule in rules]
    assert len(codes) > 90 and len(set(codes)) == len(codes)
    assert {"A01", "D01", "G01", "H01", "J01"} <= set(codes)
    assert [rule["code"] for rule in gouji.rules("en")] == codes


@pytest.mark.parametrize(
    ("agency", "folder", "region", "kind", "stem"),
    [
        ("云岭县教育局", "", ["云岭县"], "department", "教育"),
        ("云岭县教体局", "某市/2024", ["某市", "云岭县"], "department", None),
        ("区财政局", "报告/云岭区/2024", ["云岭区"], "department", "财政"),
        ("云岭县人民政府", "", ["云岭县"], "government", None),
        ("国家税务总局云岭县税务局", "", ["云岭县"], "vertical", None),
        ("财政局", "甲/乙", ["?乙/甲"], "department", "财政"),
    ],
)
def test_bodies(agency, folder, region, kind, stem):
    body = gouji.body(agency, folder)
    assert (body["region"], body["kind"]) == (region, kind)
    assert stem is None or body["stem"] == stem
