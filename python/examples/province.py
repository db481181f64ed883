"""From a folder of reports to five tables and a picture.

    python python/examples/province.py REPORTS/ OUT/

OUT/archive holds the archive; run it again after new reports have come: what is done is not done again. The tables are CSV with a
byte order mark, which Excel and WPS open as they are.
"""

import sys
from html import escape
from pathlib import Path

import gouji.sql
from gouji.archive import archive

TABLES = {
    # How many reports have each error, and how often.
    "各类错误": """
        SELECT rule AS 规则, any_value(title) AS 问题, count(DISTINCT name) AS 份数,
          round(100.0 * count(DISTINCT name) / (SELECT count(*) FROM reports WHERE verdict <> 'unsupported'), 1) AS 占比, count(*) AS 处数
        FROM findings WHERE severity = 'error' GROUP BY rule ORDER BY 份数 DESC, rule
    """,
    "各年度结论": """
        SELECT year AS 年度, count(*) AS 份数,
          count(*) FILTER (verdict = 'consistent') AS 勾稽一致, count(*) FILTER (verdict = 'inconsistent') AS 存在错误,
          count(*) FILTER (verdict = 'unchecked') AS 未能全部核对, count(*) FILTER (verdict = 'unsupported') AS 无法核对
        FROM reports GROUP BY year ORDER BY year NULLS LAST
    """,
    "错误最多的单位": """
        SELECT agency AS 编制机关, count(*) AS 份数, sum(errors) AS 错误, sum(warnings) AS 警告, string_agg(DISTINCT year::VARCHAR, '、' ORDER BY year::VARCHAR) AS 年度
        FROM reports GROUP BY agency HAVING sum(errors) > 0 ORDER BY 错误 DESC, 警告 DESC, 编制机关 LIMIT 100
    """,
    "上年结转不衔接": """
        SELECT agency AS 编制机关, year AS 年度, severity AS 级别, plain(expected) AS 上年结转下年度, plain(actual) AS 本年上年结转,
          differing AS 不一致的列数, name AS 文件
        FROM g01 ORDER BY severity, abs(expected - actual) DESC, name
    """,
    # What is granted, wholly or in part, of all that was answered. Of few it says little: such rates do not rank.
    "公开率": """
        SELECT agency AS 编制机关, year AS 年度, plain(requests_outcomes_total_total) AS 办结,
          plain(requests_granted_total + requests_partial_total) AS 公开,
          round(100 * (requests_granted_total + requests_partial_total) / nullif(requests_outcomes_total_total, 0), 1) AS 公开率,
          requests_outcomes_total_total < 10 AS 基数过小
        FROM reports WHERE requests_outcomes_total_total IS NOT NULL
        ORDER BY 基数过小, 公开率 DESC NULLS LAST, 编制机关
    """,
}


def picture(rows: list[tuple], title: str) -> str:
    """Bars, longest first, as SVG: readable in black and white, with the numbers beside them."""
    most = max((row[2] for row in rows), default=1)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="{60 + 30 * len(rows)}" font-family="sans-serif" font-size="15">',
        f'<rect width="100%" height="100%" fill="#fff"/><text x="20" y="32" font-size="18">{escape(title)}</text>',
    ]
    for number, (rule, words, count, *_) in enumerate(rows):
        y = 60 + 30 * number
        label = f"{rule} {words if len(words) <= 22 else words[:21] + '…'}"
        lines.append(f'<text x="400" y="{y + 15}" text-anchor="end">{escape(label)}</text>')
        lines.append(f'<rect x="410" y="{y}" width="{max(400 * count / most, 1):.0f}" height="20" fill="#2f5d8a"/>')
        lines.append(f'<text x="{418 + 400 * count / most:.0f}" y="{y + 15}">{count}</text>')
    return "\n".join([*lines, "</svg>"])


def main(reports: str, out: str) -> None:
    folder = Path(out)
    done = archive([reports], folder / "archive")
    print(f"{done.inputs}个文件，{done.reports}份报告")
    database = gouji.sql.connect(folder / "archive")
    # 72 in place of 72.000000; 72.5 stays what it is.
    database.execute("CREATE TEMP MACRO plain(number) AS rtrim(rtrim(number::VARCHAR, '0'), '.')")
    for name, query in TABLES.items():
        table = database.sql(query)
        path = folder / f"{name}.csv"
        table.write_csv(str(path))
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        print(f"{path}：{len(table)}行")
    errors = database.sql(TABLES["各类错误"]).fetchall()[:20]
    (folder / "各类错误.svg").write_text(picture(errors, f"各类错误的报告份数（共{done.reports}份）"), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
