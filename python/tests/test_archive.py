"""`python -m gouji archive` and `pack`: the same rows whatever the way, nothing done twice, nothing lost."""

import json
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import made
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

import gouji
from gouji import __main__ as command_line
from gouji import inputs, sql
from gouji.archive import archive, unnested
from gouji.pack import pack

COUNT = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Made-up reports, and what lies beside reports in real folders."""
    folder = tmp_path_factory.mktemp("made") / "reports"
    made.write(folder, COUNT, seed=11)
    (folder / "通知.png").write_bytes(b"\x89PNG")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "未分类").write_text("某县政府信息公开工作年度报告\n没有表格。", encoding="utf-8")
    (folder / "断链.txt").symlink_to("nowhere.txt")
    (folder / "链接.txt").symlink_to(next(folder.glob("*/2023/*.txt")))
    (folder / "several.zip").write_bytes((ROOT / "tests/reports/formats/several/two-reports.zip").read_bytes())
    return folder


def rows(out: Path, table: str = "reviews") -> list[dict]:
    table = ds.dataset(out / table, partitioning=ds.partitioning(pa.schema([("year", pa.int32())]), flavor="hive"))
    return sorted(table.to_table().to_pylist(), key=lambda row: row["name"])


def test_files_are_those_that_the_command_checks(folder, command, tmp_path):
    lines = subprocess.run(
        [command, "check", "--format", "jsonl", "--slim", "--fail-on", "never", str(folder)], capture_output=True, check=False
    ).stdout.decode()
    names = [json.loads(line)["source"]["name"] for line in lines.splitlines()]
    archive([folder], tmp_path / "out", part=100)
    assert [row["name"] for row in rows(tmp_path / "out")] == sorted(names)


def test_rows_are_those_of_a_batch_whatever_the_way(folder, tmp_path):
    done = archive([folder], tmp_path / "one", jobs=1, part=100)
    found = inputs.find([folder], tmp_path)
    assert done.inputs == len(found.files) == COUNT + 4
    assert done.reports == done.inputs + 1, "the archive holds two"
    assert sorted(Path(path).name for path in done.left_out) == [".DS_Store", "通知.png"]
    assert sum(done.verdicts.values()) == done.reports
    batch = gouji.check_batch([inputs.text(path) for path in found.files], [inputs.read(path) for path in found.files])
    expected = sorted(pa.record_batch(batch).to_pylist(), key=lambda row: row["name"])
    assert rows(tmp_path / "one") == expected
    wide = sorted(pa.record_batch(batch.reports).to_pylist(), key=lambda row: row["name"])
    assert rows(tmp_path / "one", "reports") == wide
    archive([folder], tmp_path / "three", jobs=3, part=100)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.parquet"))
    assert len(files) > 8
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "three" / file).read_bytes()
    pack([folder], tmp_path / "raw", size=100)
    archive([tmp_path / "raw"], tmp_path / "packed", jobs=2)
    readable = [row for row in expected if not row["name"].endswith("断链.txt")]
    assert rows(tmp_path / "packed") == readable, "a pack holds what could be read"


def test_what_is_finished_is_not_done_again(folder, tmp_path):
    out = tmp_path / "out"
    first = archive([folder], out, part=100)
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    again = archive([folder], out, part=100)
    assert again.skipped_parts == 4 and again.verdicts == first.verdicts and again.left_out == first.left_out
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == stamps
    # Another language is another answer.
    assert archive([folder], out, part=100, lang="en").skipped_parts == 0
    # Fewer files leave nothing after it.
    few = archive(sorted(folder.glob("*/2022")), out, part=100)
    assert few.reports < 200 and len(rows(out)) == few.reports
    assert {path.stem for path in (out / "_parts").glob("*.json")} == {"part-00000", "part-00001"}


def test_a_changed_file_is_checked_again(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    made.write(source, 20, seed=12)
    archive([source], out, part=10)
    changed = min(source.rglob("*.txt"))
    changed.write_text("今天", encoding="utf-8")
    again = archive([source], out, part=10)
    assert again.skipped_parts == 1
    assert {row["name"]: row["verdict"] for row in rows(out)}[str(changed)] == "unsupported"
    assert len(rows(out)) == 20


def test_what_was_killed_goes_on(tmp_path):
    source, out, whole = tmp_path / "in", tmp_path / "out", tmp_path / "whole"
    made.write(source, 400, seed=13)
    script = "import sys; from gouji.archive import archive; archive([sys.argv[1]], sys.argv[2], part=50)"
    run = subprocess.Popen([sys.executable, "-c", script, str(source), str(out)])
    for _ in range(600):
        if len(list((out / "_parts").glob("*.json"))) >= 2:
            break
        time.sleep(0.02)
    run.kill()
    run.wait()
    done = archive([source], out, part=50)
    assert done.skipped_parts >= 2
    archive([source], whole, part=50)
    assert rows(out) == rows(whole) and len(rows(out)) == 400
    assert not list(out.rglob("*.tmp"))


def test_long_tables(folder, tmp_path):
    archive([folder], tmp_path, long=True, part=200)
    cells = pq.read_table(tmp_path / "cells")
    findings = pq.read_table(tmp_path / "findings")
    nested = rows(tmp_path)
    assert len(cells) == sum(len(row["cells"]) for row in nested)
    assert len(findings) == sum(len(row["findings"]) for row in nested)
    assert cells.column_names[:6] == ["id", "name", "agency", "year", "cell", "state"]
    one = unnested(pa.table(pa.record_batch(gouji.check_batch(["a"], ["今天"]))), "cells")
    assert len(one) == 0 and one.column_names == cells.column_names


def test_packs_say_where_and_when(tmp_path):
    source = tmp_path / "某市"
    made.write(source, 30, seed=14)
    done = pack([source], tmp_path / "raw")
    assert done.files == 30 and done.bytes == sum(path.stat().st_size for path in source.rglob("*") if path.is_file())
    for row in pq.read_table(tmp_path / "raw/part-00000.parquet").to_pylist():
        path = Path(row["name"])
        assert row["content"] == path.read_bytes()
        assert row["year"] == int(path.parent.name) and row["folder"] == str(path.parent)
        assert row["sha256"] == __import__("hashlib").sha256(row["content"]).hexdigest()
    assert pack([source], tmp_path / "raw").skipped_parts == 1


def test_views_of_duckdb(folder, tmp_path):
    archive([folder], tmp_path, part=200)
    connection = sql.connect(tmp_path)
    nested = rows(tmp_path)

    def one(query: str):
        return connection.execute(query).fetchone()

    assert one("SELECT count(*) FROM reviews") == one("SELECT count(*) FROM reports") == (len(nested),)
    total = sum(cell["value"] for row in nested for cell in row["cells"] if cell["value"] is not None)
    assert one("SELECT sum(value) FROM cells") == (total,)
    assert one("SELECT count(*) FROM findings WHERE severity = 'error'") == (sum(row["errors"] for row in nested),)
    new = sum(row["requests_new_total"] or 0 for row in rows(tmp_path, "reports"))
    assert one("SELECT sum(requests_new_total) FROM reports") == (Decimal(new),)
    assert one("SELECT count(DISTINCT year) FROM reports WHERE year >= 2022") == (3,)
    with pytest.raises(FileNotFoundError, match="python -m gouji archive"):
        sql.connect(tmp_path / "nothing")


def test_the_command_line(tmp_path, capsys, monkeypatch):
    source = tmp_path / "in"
    made.write(source, 12, seed=15)
    (source / "a.png").write_bytes(b"x")
    assert command_line.main(["archive", str(source), "-o", str(tmp_path / "out"), "--jobs", "2"]) == 0
    said = capsys.readouterr()
    assert "报告12份" in said.out and "a.png" in said.err
    assert command_line.main(["archive", str(source), "-o", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert "12 reports" in capsys.readouterr().out
    assert command_line.main(["pack", str(source), "-o", str(tmp_path / "raw")]) == 0
    assert "文件12个" in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    assert command_line.main(["archive", str(tmp_path / "empty"), "-o", str(tmp_path / "none")]) == 2
    assert "没有找到" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert command_line.main(["pack", str(source), "-o", str(tmp_path / "raw")]) == 2
    assert "pip install" in capsys.readouterr().err


def test_gouji_needs_no_pyarrow():
    script = "import sys; sys.modules['pyarrow'] = None; import gouji; print(gouji.check_batch(['a'], ['x']), gouji.SCHEMA)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "1 reports" in done.stdout


def test_the_example_of_a_province(folder, tmp_path, capsys):
    import importlib.util

    place = ROOT / "python/examples/province.py"
    spec = importlib.util.spec_from_file_location("province", place)
    province = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(province)
    province.main(str(folder), str(tmp_path))
    assert f"{COUNT + 5}份报告" in capsys.readouterr().out
    tables = {path.stem: path.read_text(encoding="utf-8-sig").splitlines() for path in tmp_path.glob("*.csv")}
    assert set(tables) == set(province.TABLES)
    assert tables["各年度结论"][0] == "年度,份数,勾稽一致,存在错误,未能全部核对,无法核对"
    assert all(len(lines) > 1 for lines in tables.values()), {name: len(lines) for name, lines in tables.items()}
    assert "<svg" in (tmp_path / "各类错误.svg").read_text(encoding="utf-8")
