"""The rules on several reports in SQL answer as `gouji set` does.

What SQL leaves to `gouji set`: a roster, names that are only alike, the newest of several versions, and what explains a sum.
"""

import json
import os
import random
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import made
import pytest

from gouji import sql
from gouji.archive import archive


def asked(command: str, folder: Path) -> dict:
    """What `gouji set` answers, with files in place of the ids of reports."""
    run = subprocess.run([command, "set", str(folder), "--format", "json"], capture_output=True, check=False)
    answer = json.loads(run.stdout, parse_float=Decimal)
    files = {report["id"]: f"{folder}/{report['file']}" for report in answer["reports"]}
    for finding in answer["findings"]:
        finding["file"] = files.get((finding["at"] or {}).get("report"))
    for parent in answer["parents"]:
        parent["file"] = files[parent["report"]]
    for alike in answer["alike"]:
        alike["files"] = [files[report] for report in alike["reports"]]
    return answer


def told(answer: dict, rule: str, *fields: str) -> list[tuple]:
    found = [finding for finding in answer["findings"] if finding["rule"] == rule]
    return sorted(tuple(finding[field] for field in ("file", "severity", *fields)) for finding in found)


def rows(connection, query: str) -> list[tuple]:
    return sorted(connection.execute(query).fetchall())


def assert_equal_answers(answer: dict, connection) -> dict[str, int]:
    """Every rule that SQL has says the same; how many findings were compared."""
    counted = {}
    for rule in ("g01", "g02"):
        by_sql = rows(connection, f"SELECT name, severity, expected, actual FROM {rule}")
        assert by_sql == told(answer, rule.upper(), "expected", "actual"), rule
        counted[rule] = len(by_sql)
    by_sql = rows(connection, "SELECT name, severity, actual FROM g03")
    assert by_sql == told(answer, "G03", "actual")
    counted["g03"] = len(by_sql)
    by_sql = rows(connection, "SELECT name, severity FROM j02")
    assert by_sql == told(answer, "J02")
    counted["j02"] = len(by_sql)
    # Governments of which the report may be the office's own are left to `gouji set`, which leaves out their sums.
    in_set = {
        (parent["file"], cell["cell"]): (cell["parent"], cell["sum"], cell["bound"], cell["difference"])
        for parent in answer["parents"]
        for cell in parent["cells"]
    }
    in_sql = {row[:2]: row[2:] for row in rows(connection, "SELECT name, cell, own, total, bound, difference FROM sums")}
    assert in_sql == in_set
    counted["sums"] = len(in_set)
    assert_h01(answer, connection)
    alike = sorted((tuple(sorted(pair["files"])), pair["section"]) for pair in answer["alike"])
    by_sql = rows(connection, "SELECT name, other, part, percent, other_percent FROM j01")
    assert [((name, other), part) for name, other, part, *_ in by_sql] == alike
    covers = {(tuple(sorted(pair["files"])), pair["section"]): pair for pair in answer["alike"]}
    for name, other, part, percent, other_percent in by_sql:
        pair = covers[(name, other), part]
        in_order = [share for _, share in sorted(zip(pair["files"], pair["cover"]))]
        assert [int(percent), int(other_percent)] == [int(share * 100) for share in in_order], (name, other)
    counted["j01"] = len(by_sql)
    return counted


def assert_h01(answer: dict, connection) -> None:
    """A government that says less than one of its organs: told by both, unless `gouji set` has explained the difference exactly."""
    by_set = {finding["file"]: finding for finding in answer["findings"] if finding["rule"] == "H01"}
    explained = {p["file"] for p in answer["parents"] if any(found["exact"] for found in p["explanations"])}
    by_sql: dict[str, list[tuple]] = {}
    for name, severity, expected, actual in rows(connection, "SELECT name, severity, expected, actual FROM h01"):
        by_sql.setdefault(name, []).append((severity, expected, actual))
    assert set(by_sql) - explained == set(by_set) - explained
    for file, finding in by_set.items():
        assert {severity for severity, *_ in by_sql[file]} == {finding["severity"]}
        if finding["severity"] == "error":
            worst = max(by_sql[file], key=lambda row: row[1] - row[2])
            assert worst[1] - worst[2] == finding["expected"] - finding["actual"]


def plant(reports: list[made.Made], dice: random.Random) -> list[made.Made]:
    """Faults among a county's reports of two years (seven departments and the government each); and what looks like one."""
    last, now = reports[:8], reports[8:]
    # Carried in is not what was carried out; the report itself adds up.
    broken = now[0]
    now[0] = made.made(broken.agency, broken.year, dice, [dice.randrange(5) for _ in range(6)])
    now[0].numbers |= {name: broken.numbers[name] for name in broken.numbers if name.startswith("disclosure.normative")}
    now[1].numbers["disclosure.normative.in_force"] += 4
    # The same, said in the text: no fault.
    now[2].numbers["disclosure.normative.in_force"] += 3
    now[2].overview += "全年有3件规范性文件到期失效。"
    for report, more in ((now[3], dice.randrange(5)), (now[4], 0)):
        base, new = (r.numbers["requests.new.total"] for r in (last[now.index(report)], report))
        if base:
            percent = 100 * (new - base) / base + more * 7
            way = "增长" if percent >= 0 else "下降"
            report.overview += f"全年新收政府信息公开申请{new}件，同比{way}{abs(percent):.2f}%。"
    if dice.random() < 0.5:
        # Words that no other organ has: what many have is a template.
        own = "".join(dice.choice("山水田林湖草沙城乡路桥港站园馆") for _ in range(120))
        now[5].problems, now[6].problems = own, own[: dice.randrange(70, 120)] + last[6].problems
    now[5].blanks = {dice.choice(["requests.carried_in.total", "disclosure.normative.issued", "requests.new.other"])}
    if dice.random() < 0.3:
        now[0].overview += "根据机构改革要求，部分职能划转。"
    cells = [f"disclosure.{name}.decisions" for name in ("licensing", "penalty", "compulsion")]
    for cell in cells[: dice.choice([0, 0, 1, 1, 2, 3])]:
        now[7].numbers[cell] = max(part.numbers[cell] for part in now[:7]) - dice.randrange(1, 30)
    return [*last, *now]


@pytest.fixture(scope="module")
def made_folder(tmp_path_factory) -> Path:
    """608 reports of 38 counties over two years, and copies."""
    folder, dice = tmp_path_factory.mktemp("sets") / "reports", random.Random(31)
    for number in range(38):
        place = f"{'松竹梅兰菊荷桂枫'[number % 8]}{'溪岗坪湾沟'[number // 8]}县"
        for report in plant(made.county(place, [2023, 2024], dice, made.DEPARTMENTS[:7]), dice):
            unit = report.agency.removeprefix(place)
            path = folder / place / str(report.year) / f"{unit}.{dice.choice(['txt', 'html'])}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.WRITERS[path.suffix[1:]](report))
            if dice.random() < 0.02:
                copy = path.with_name(f"{unit}（副本）{path.suffix}")
                copy.write_bytes(path.read_bytes())
            os.utime(path, (1_700_000_000, 1_700_000_000))
    for copy in folder.rglob("*（副本）*"):
        os.utime(copy, (1_700_000_000, 1_700_000_000))
    return folder


def test_600_made_up_reports(command, made_folder, tmp_path):
    archive([made_folder], tmp_path)
    answer = asked(command, made_folder)
    counted = assert_equal_answers(answer, sql.connect(tmp_path))
    print(f"\n{len(answer['reports'])} reports, compared: {counted}")
    assert len(answer["reports"]) >= 600
    assert all(counted.values()), counted


def test_the_made_up_county(command, tmp_path):
    """The county of `tests/county.rs`, where its files were written to (`cargo xtask test --archive` does)."""
    place = os.environ.get("GOUJI_COUNTY")
    if not place:
        pytest.skip("GOUJI_COUNTY says where the county's files are")
    place = Path(place) / "云岭县"
    # Which of two versions is the newer one tells the file's time, which an archive does not keep.
    folder = Path(shutil.copytree(place, tmp_path / "云岭县", ignore=shutil.ignore_patterns("*（旧）*")))
    archive([folder], tmp_path / "out")
    answer = asked(command, folder)
    counted = assert_equal_answers(answer, sql.connect(tmp_path / "out"))
    print(f"\nthe county, {len(answer['reports'])} reports, compared: {counted}")
    assert all(counted.values()), counted
