"""Reviews as Arrow: the same as JSON says, to the last digit."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import made
import pyarrow as pa
import pytest
from conftest import ROOT, SEEDS

import gouji


def rows(batch: gouji.Batch) -> list[dict]:
    return pa.record_batch(batch).to_pylist()


def assert_same(row: dict, review: dict) -> None:
    """A row says what the review says."""
    source, report, summary = review["source"], review["report"], review["summary"]
    assert row["name"] == source["name"]
    for name in ["format", "encoding", "bytes"]:
        assert row[name] == source[name]
    for name in ["title", "agency", "year"]:
        assert row[name] == report[name]
    assert (row["form_disclosure"], row["form_requests"]) == (
        report["forms"]["disclosure"],
        report["forms"]["requests"],
    )
    assert (row["verdict"], row["reason"]) == (summary["verdict"], summary["reason"])
    for name in ["errors", "warnings", "infos"]:
        assert row[name] == summary[name]
    for name in ["checked", "held", "unchecked"]:
        assert row[name] == summary["identities"][name]
    cells = report["cells"]
    assert [cell["cell"] for cell in row["cells"]] == list(cells)
    for cell in row["cells"]:
        other = cells[cell["cell"]]
        assert (cell["state"], cell["reason"], cell["text"]) == (other["state"], other.get("reason"), other["text"])
        assert cell["value"] == other["value"], cell
    assert len(row["findings"]) == len(review["findings"])
    for finding, other in zip(row["findings"], review["findings"]):
        for name in ["rule", "severity", "title", "message", "hint", "cells", "expected", "actual"]:
            assert finding[name] == other[name]
        assert finding["evidence"] == [evidence["text"] for evidence in other["evidence"]]
    assert len(row["repairs"]) == len(review["repairs"])
    for repair, other in zip(row["repairs"], review["repairs"]):
        for name in ["changes", "kind", "resolves", "exact", "rank", "ties", "group", "reason"]:
            assert repair[name] == other[name]


def test_rows_say_what_json_says():
    folders = ["tests/reports/seeds", "tests/reports/formats", "tests/cases/report", "tests/cases/blank"]
    files = sorted(path for folder in folders for path in (ROOT / folder).iterdir() if path.is_file())
    assert len(files) > 40
    contents = [file.read_bytes() for file in files]
    names = [str(file.relative_to(ROOT)) for file in files]
    for lang in ["zh", "en"]:
        answered = rows(gouji.check_batch(names, contents, lang))
        reviews = [review for name, content in zip(names, contents) for review in gouji.check_all(content, name, lang)]
        assert len(answered) == len(reviews) > len(files), "some hold several reports"
        for row, review in zip(answered, reviews):
            assert_same(row, review)


def test_sums_of_2000_reports_are_equal():
    names, contents, reports = zip(*made.many(2000, seed=7))
    table = pa.table(pa.record_batch(gouji.check_batch(names, contents)))
    wide = pa.table(pa.record_batch(gouji.check_batch(names, contents).reports))
    in_arrow, in_json, cells = Decimal(0), Decimal(0), 0
    for row in table["cells"].to_pylist():
        in_arrow += sum((cell["value"] for cell in row if cell["value"] is not None), Decimal(0))
        cells += len(row)
    for name, content in zip(names, contents):
        values = [cell["value"] for cell in gouji.check(content, name)["report"]["cells"].values()]
        in_json += sum((value for value in values if value is not None), 0)
    written = sum(sum(report.numbers[name] for name in report.numbers if name not in report.blanks) for report in reports)
    in_wide = sum(
        (
            value
            for name in wide.column_names
            if pa.types.is_decimal(wide[name].type)
            for value in wide[name].to_pylist()
            if value
        ),
        Decimal(0),
    )
    print(f"\n{cells} cells of {len(names)} reports: sums {in_arrow} in Arrow, {in_json} in JSON")
    assert in_arrow == in_json == in_wide == written
    assert cells > 390_000


def test_wide_rows_say_why_a_cell_has_no_number():
    report = made.made("某县水利局", 2023, __import__("random").Random(2))
    report.blanks = {"requests.new.total", "reviews.reconsideration.upheld"}
    batch = gouji.check_batch(["a.txt"], [made.text(report)])
    (row,) = pa.record_batch(batch.reports).to_pylist()
    for name, number in report.numbers.items():
        assert row[name.replace(".", "_")] == (None if name in report.blanks else number)
    assert row["states"] == [
        {"cell": "requests_new_total", "state": "blank", "reason": None},
        {"cell": "reviews_reconsideration_upheld", "state": "blank", "reason": None},
    ]
    assert row["disclosure_procurement_amount"] is None, "the other form's"


def test_a_number_with_too_many_digits_is_left_to_its_text():
    written = made.text(made.made("某县水利局", 2023, __import__("random").Random(1))).decode()
    for digits in ["1234.1234567", "123456789012345"]:
        content = written.replace("行政事业性收费\t0", f"行政事业性收费\t{digits}")
        (row,) = rows(gouji.check_batch(["a"], [content]))
        (cell,) = [cell for cell in row["cells"] if cell["cell"] == "disclosure.fees.amount"]
        review = gouji.check(content)["report"]["cells"]["disclosure.fees.amount"]
        assert review["value"] == Decimal(digits)
        assert (cell["value"], cell["text"], cell["state"]) == (None, digits, "value")


def test_what_sets_compare_is_there():
    report = made.made("云岭县水利局", 2023, __import__("random").Random(4))
    report.overview += "全年办理行政许可比上年增长5.2%。按照机构改革要求，有2件规范性文件失效。"
    (row,) = rows(gouji.check_batch(["某市/2023/水利局.txt"], [made.text(report)]))
    assert row["body"]["region"] == ["某市", "云岭县"]
    assert row["reorganised"] == "机构改革"
    assert row["expired"] == [2]
    compared = row["sections"]["problems"]["compared"]
    assert len(compared) > 60 and "，" not in compared and "一是" not in compared
    assert row["sections"]["overview"]["chars"] > 100
    assert len(row["text_hash"]) == 16 and len(row["id"]) == 64
    assert row["engine"] == gouji.__version__
    zero = [cell for cell in row["cells"] if cell["cell"] == "requests.new.total"]
    assert zero[0]["counted"] == zero[0]["value"]


def test_plain_strings_and_exact_numbers_alone():
    def walk(kind: pa.DataType) -> None:
        assert not pa.types.is_dictionary(kind) and not pa.types.is_floating(kind), kind
        assert not pa.types.is_unsigned_integer(kind), kind
        for at in range(kind.num_fields):
            walk(kind.field(at).type)

    for schema in [gouji.SCHEMA, gouji.REPORTS_SCHEMA]:
        for field in pa.schema(schema):
            walk(field.type)
    empty = gouji.check_batch([], [])
    assert pa.record_batch(empty).schema == pa.schema(gouji.SCHEMA)
    full = gouji.check_batch(["a"], [(SEEDS / "000.txt").read_bytes()])
    assert pa.record_batch(full).schema == pa.schema(gouji.SCHEMA)
    assert pa.record_batch(full.reports).schema == pa.schema(gouji.REPORTS_SCHEMA)
    assert pa.record_batch(full).cast(pa.schema(gouji.SCHEMA)).validate(full=True) is None


def test_what_could_not_be_read_is_a_row():
    names = ["nowhere.txt", "null", None]
    contents = [FileNotFoundError(2, "No such file or directory"), None, "今天"]
    answered = rows(gouji.check_batch(names, contents))
    assert [row["name"] for row in answered] == names
    assert [row["verdict"] for row in answered] == ["unsupported"] * 3
    assert "No such file" in answered[0]["reason"] and answered[1]["reason"] and answered[2]["reason"]


def test_what_an_archive_holds_beside_reports_is_named():
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", (SEEDS / "000.txt").read_bytes())
        archive.writestr("b.png", b"\x89PNG")
    batch = gouji.check_batch(["a.zip"], [packed.getvalue()])
    assert [row["name"] for row in rows(batch)] == ["a.zip!/a.txt"]
    assert batch.left_out == ["a.zip!/b.png"]


def test_a_batch_outlives_what_it_came_from():
    batch = pa.record_batch(gouji.check_batch(["a"], [(SEEDS / "000.txt").read_bytes()]))
    del batch
    table = gouji.check_batch(["a"], [(SEEDS / "000.txt").read_bytes()])
    first, second = pa.record_batch(table), pa.record_batch(table)
    del table
    assert first == second and first.num_rows == 1


def test_other_threads_go_on():
    names, contents, _ = zip(*made.many(300, seed=5))
    counted = {"now": 0}
    stop = threading.Event()

    def count() -> None:
        while not stop.is_set():
            counted["now"] += 1
            time.sleep(0)

    counter = threading.Thread(target=count)
    counter.start()
    try:
        before = counted["now"]
        gouji.check_batch(names, contents)
        during = counted["now"] - before
    finally:
        stop.set()
        counter.join()
    assert during > 100, "the interpreter's lock was held"


def test_two_threads_take_less_time_than_one():
    names, contents, _ = zip(*made.many(600, seed=6))
    half = len(names) // 2
    halves = [(names[:half], contents[:half]), (names[half:], contents[half:])]

    def wall(workers: int) -> float:
        start = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda part: gouji.check_batch(*part), halves))
        return time.perf_counter() - start

    one, two = (min(wall(workers) for _ in range(2)) for workers in (1, 2))
    print(f"\none thread takes {one / two:.2f} times as long as two")


@pytest.mark.parametrize("count", [50_001])
def test_a_batch_has_a_limit(count):
    with pytest.raises(ValueError, match="hand over fewer at a time"):
        gouji.check_batch(["a"] * count, [None] * count)
