"""Made-up reports: random consistent numbers, written as text, as a web page, or as a Word document.

All organs and numbers are made up. The same seed gives the same reports, so that two programs can be compared on them.
"""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

COLUMNS = ["natural", "business", "research", "welfare", "legal", "other", "total"]

# The rows of table three: the group's label, the row's label, the name. `outcomes_total` is the sum of those between.
ROWS = [
    ("", "一、本年新收政府信息公开申请数量", "new"),
    ("", "二、上年结转政府信息公开申请数量", "carried_in"),
    ("三、本年度办理结果", "（一）予以公开", "granted"),
    ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partial"),
    ("（三）不予公开", "1.属于国家秘密", "denied.state_secret"),
    ("", "2.其他法律行政法规禁止公开", "denied.law"),
    ("", "3.危及“三安全一稳定”", "denied.security"),
    ("", "4.保护第三方合法权益", "denied.third_party"),
    ("", "5.属于三类内部事务信息", "denied.internal"),
    ("", "6.属于四类过程性信息", "denied.process"),
    ("", "7.属于行政执法案卷", "denied.enforcement"),
    ("", "8.属于行政查询事项", "denied.inquiry"),
    ("（四）无法提供", "1.本机关不掌握相关政府信息", "unavailable.not_held"),
    ("", "2.没有现成信息需要另行制作", "unavailable.to_create"),
    ("", "3.补正后申请内容仍不明确", "unavailable.unclear"),
    ("（五）不予处理", "1.信访举报投诉类申请", "rejected.petition"),
    ("", "2.重复申请", "rejected.repeat"),
    ("", "3.要求提供公开出版物", "rejected.publication"),
    ("", "4.无正当理由大量反复申请", "rejected.excessive"),
    ("", "5.要求行政机关确认或重新出具已获取信息", "rejected.confirmation"),
    (
        "（六）其他处理",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "closed.not_corrected",
    ),
    ("", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "closed.fee_unpaid"),
    ("", "3.其他", "closed.other"),
    ("", "（七）总计", "outcomes_total"),
    ("", "四、结转下年度继续办理", "carried_out"),
]
OUTCOMES = [row[2] for row in ROWS[2:23]]
APPEALS = ["reconsideration", "litigation_direct", "litigation_after"]
RESULTS = ["upheld", "corrected", "other", "pending"]

PROBLEMS = [
    "公开内容与群众关切结合不够紧密，部分栏目更新不够及时",
    "政策解读形式较为单一，图表和视频运用不多",
    "少数科室对依申请公开的办理程序还不够熟悉",
    "数据统计口径不够统一，汇总环节容易出现差错",
    "公开专栏检索功能还不够便利，历史文件整理有待加强",
    "基层公开专区建设进度不一，指导督促力度不足",
    "专职人员变动较多，业务培训的针对性有待提高",
    "公开审查流程衔接不畅，个别信息发布周期偏长",
]
REMEDIES = [
    "围绕办事流程梳理公开事项，增加常见问题问答",
    "建立申请登记台账，按月核对、按季汇总，由专人复核年度数据",
    "组织全体科室集中学习条例和典型案例，逐件评查答复文书",
    "会同法制机构完善会商机制，规范答复格式和送达手续",
    "优化专栏导航，将规范性文件按主题重新归类并标注效力",
    "定期开展自查，对发现的问题列出清单、限期整改",
    "把公开任务分解到岗位，纳入年度绩效考核",
    "邀请群众代表座谈，听取对公开内容和方式的意见",
]


@dataclass
class Made:
    """A report before it is written."""

    agency: str
    year: int
    numbers: dict[str, int]
    problems: str
    overview: str = ""
    blanks: set[str] = field(default_factory=set)

    def cell(self, name: str) -> str:
        return "" if name in self.blanks else str(self.numbers[name])


def made(agency: str, year: int, dice: random.Random, carried_in: list[int] | None = None) -> Made:
    """Random consistent numbers; `carried_in` are those of the six kinds of applicants."""
    numbers: dict[str, int] = {}

    def put(row: str, six: list[int]) -> None:
        for column, number in zip(COLUMNS, [*six, sum(six)]):
            numbers[f"requests.{row}.{column}"] = number

    few = lambda most: [dice.randrange(most + 1) if dice.random() < 0.4 else 0 for _ in range(6)]
    carried = carried_in if carried_in is not None else few(3)
    outcomes = {row: few(9) if dice.random() < 0.4 else [0] * 6 for row in OUTCOMES}
    total = [sum(row[i] for row in outcomes.values()) for i in range(6)]
    out = few(3)
    # What comes in is what goes out; where more was carried in than that, more is granted.
    for i in range(6):
        missing = max(0, carried[i] - total[i] - out[i])
        outcomes["granted"][i] += missing
        total[i] += missing
    put("new", [total[i] + out[i] - carried[i] for i in range(6)])
    put("carried_in", carried)
    for row, six in outcomes.items():
        put(row, six)
    put("outcomes_total", total)
    put("carried_out", out)
    for name in ["rules", "normative"]:
        # A bureau makes no rules.
        issued, repealed = (dice.randrange(4), dice.randrange(3)) if name == "normative" else (0, 0)
        numbers |= {f"disclosure.{name}.issued": issued, f"disclosure.{name}.repealed": repealed}
        numbers[f"disclosure.{name}.in_force"] = issued + (dice.randrange(30) if name == "normative" else 0)
    for name in ["licensing", "penalty", "compulsion"]:
        numbers[f"disclosure.{name}.decisions"] = dice.randrange(2000)
    numbers["disclosure.fees.amount"] = 0
    for block in APPEALS:
        four = [dice.randrange(4) if dice.random() < 0.3 else 0 for _ in RESULTS]
        numbers |= {f"reviews.{block}.{result}": number for result, number in zip(RESULTS, four)}
        numbers[f"reviews.{block}.total"] = sum(four)
    said, done = dice.sample(PROBLEMS, 2), dice.sample(REMEDIES, 2)
    problems = (
        f"存在的主要问题：一是{said[0]}；二是{said[1]}。改进情况：一是{done[0]}；二是{done[1]}，"
        f"全年开展培训{dice.randrange(2, 40)}次、参训{dice.randrange(40, 900)}人次。"
    )
    report = Made(agency, year, numbers, problems)
    report.overview = (
        f"全年新收政府信息公开申请{numbers['requests.new.total']}件，上年结转{numbers['requests.carried_in.total']}件；"
        f"全年办结{numbers['requests.outcomes_total.total']}件，结转下年度继续办理{numbers['requests.carried_out.total']}件。"
    )
    return report


def spoil(report: Made, dice: random.Random) -> None:
    """Makes a mistake: another number, or a blank."""
    name = dice.choice([name for name in report.numbers if name.startswith("requests.")])
    if dice.random() < 0.7:
        report.numbers[name] += dice.randrange(1, 20)
    else:
        report.blanks.add(name)


def pieces(report: Made) -> list[str | list[list[str]]]:
    """Paragraphs, and tables as lists of rows."""
    cell = report.cell
    two = ["issued", "repealed", "in_force"]
    disclosure = [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", *(cell(f"disclosure.rules.{column}") for column in two)],
        ["行政规范性文件", *(cell(f"disclosure.normative.{column}") for column in two)],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", cell("disclosure.licensing.decisions")],
        ["第二十条第（六）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政处罚", cell("disclosure.penalty.decisions")],
        ["行政强制", cell("disclosure.compulsion.decisions")],
        ["第二十条第（八）项"],
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费", cell("disclosure.fees.amount")],
    ]
    requests = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    for group, label, row in ROWS:
        labels = [group, label] if group else [label]
        requests.append([*labels, *(cell(f"requests.{row}.{column}") for column in COLUMNS)])
    results = [*RESULTS, "total"]
    appeals = [
        ["行政复议", "行政诉讼"],
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉"],
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2,
        [cell(f"reviews.{block}.{result}") for block in APPEALS for result in results],
    ]
    year = report.year
    return [
        f"{report.agency}{year}年政府信息公开工作年度报告",
        f"本报告依据《中华人民共和国政府信息公开条例》编制。报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        "一、总体情况",
        "（一）主动公开情况",
        "通过政府网站、政务新媒体和政府公报主动公开政府信息，及时发布政策文件和办事指南。",
        "（二）依申请公开情况",
        report.overview,
        "（三）政府信息管理情况",
        "健全政府信息公开审查机制，定期清理历史文件，做到底数清楚、更新及时。",
        "（四）政府信息公开平台建设情况",
        "优化政府信息公开专栏检索功能，统一法定主动公开内容的栏目名称和展示方式。",
        "（五）监督保障情况",
        "明确分管领导和专职人员，将政府信息公开列入年度工作考核，主动接受社会评议。",
        "二、主动公开政府信息情况",
        disclosure,
        "三、收到和处理政府信息公开申请情况",
        requests,
        "四、政府信息公开行政复议、行政诉讼情况",
        appeals,
        "五、存在的主要问题及改进情况",
        report.problems,
        "六、其他需要报告的事项",
        "按照《政府信息公开信息处理费管理办法》，本年度未收取信息处理费。",
    ]


def text(report: Made) -> bytes:
    """As it is copied from a browser: cells parted by tabs."""
    lines = []
    for piece in pieces(report):
        lines.append(piece if isinstance(piece, str) else "\n".join("\t".join(row) for row in piece))
    return ("\n\n".join(lines) + "\n").encode()


def _grid(table: list[list[str]]) -> list[list[tuple[str, int, int]]]:
    """A table with the spans that the form has: words, columns, rows."""
    if table[0][0].startswith("第二十条"):
        spans = {1: [(3, 1)], 2: [(1, 1), (3, 1)]}
        return [
            [(words, *span) for words, span in zip(row, [(4, 1)] if len(row) == 1 else spans.get(len(row), [(1, 1)] * 4))]
            for row in table
        ]
    if table[0] == ["行政复议", "行政诉讼"]:
        heads = [
            [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
            [(words, 1, 2) for words in table[1][:5]] + [(table[1][5], 5, 1), (table[1][6], 5, 1)],
            [(words, 1, 1) for words in table[2]],
        ]
        return [*heads, [(words, 1, 1) for words in table[3]]]
    rows = [
        [(table[0][0], 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        [(words, 1, 1) for words in table[2]],
    ]
    groups = {"三、本年度办理结果": 22, "（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5, "（六）其他处理": 3}
    for row in table[3:]:
        cells = [(words, 1, 1) for words in row[-7:]]
        labels = row[:-7]
        if len(labels) == 2:
            group = [(labels[0], 1, groups[labels[0]])]
            wide = 2 if labels[0].startswith("三") else 1
            rows.append([*group, (labels[1], wide, 1), *cells])
        else:
            own = labels[0]
            wide = 3 if own.startswith(("一", "二、", "四")) else 2 if own.startswith(("（二", "（七")) else 1
            rows.append([(own, wide, 1), *cells])
    return rows


def html(report: Made) -> bytes:
    """As a web page, with the frame that sites put around reports."""
    out = [
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>政府信息公开年报</title>",
        "<style>table{border-collapse:collapse}td{border:1px solid #000;padding:4px}</style></head>",
        "<body><div class='nav'><a href='/'>首页</a> <a href='/zwgk/'>政务公开</a></div><div class='content'>",
    ]
    for piece in pieces(report):
        if isinstance(piece, str):
            out.append(f"<p style='text-indent:2em;line-height:28pt'>{escape(piece)}</p>")
            continue
        out.append("<table>")
        for row in _grid(piece):
            cells = (
                f"<td colspan='{wide}' rowspan='{high}' style='text-align:center'><p>{escape(words)}</p></td>"
                for words, wide, high in row
            )
            out.append(f"<tr>{''.join(cells)}</tr>")
        out.append("</table>")
    out.append("</div></body></html>")
    return "\n".join(out).encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(report: Made) -> bytes:
    """As a Word document."""
    paragraph = "<w:p><w:r><w:t xml:space='preserve'>{}</w:t></w:r></w:p>".format
    out = []
    for piece in pieces(report):
        if isinstance(piece, str):
            out.append(paragraph(escape(piece)))
            continue
        out.append("<w:tbl>")
        # A cell that goes on below is written again as a continuation.
        below: dict[int, tuple[int, int]] = {}
        for row in _grid(piece):
            at, cells, todo = 0, [], list(row)
            while todo or at in below:
                if at in below:
                    wide, left = below[at]
                    cells.append(f"<w:tc><w:tcPr><w:gridSpan w:val='{wide}'/><w:vMerge/></w:tcPr>{paragraph('')}</w:tc>")
                    below[at] = (wide, left - 1)
                    if left == 1:
                        del below[at]
                    at += wide
                    continue
                words, wide, high = todo.pop(0)
                merge = "<w:vMerge w:val='restart'/>" if high > 1 else ""
                properties = f"<w:tcPr><w:gridSpan w:val='{wide}'/>{merge}</w:tcPr>"
                cells.append(f"<w:tc>{properties}{paragraph(escape(words))}</w:tc>")
                if high > 1:
                    below[at] = (wide, high - 1)
                at += wide
            out.append(f"<w:tr>{''.join(cells)}</w:tr>")
        out.append("</w:tbl>")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml", f"<?xml version='1.0'?><w:document {W}><w:body>{''.join(out)}</w:body></w:document>"
        )
    return packed.getvalue()


WRITERS = {"txt": text, "html": html, "docx": docx}
DEPARTMENTS = [
    "教育局", "科技局", "公安局", "民政局", "司法局", "财政局", "自然资源局", "交通运输局", "水利局", "农业农村局",
    "商务局", "卫生健康局", "应急管理局", "审计局", "统计局", "医疗保障局", "市场监督管理局", "信访局",
]  # fmt: skip


def many(count: int, seed: int = 1, mistakes: float = 0.2, kinds: tuple[float, float] = (0.52, 0.90)):
    """So many reports as (name, content, report): 52 % text, 38 % web pages, 10 % Word documents, over three years."""
    dice = random.Random(seed)
    number, before = 0, {}
    while number < count:
        county = number // (3 * len(DEPARTMENTS))
        year = 2022 + number // len(DEPARTMENTS) % 3
        place = f"{'云青南北东西'[county % 6]}{'岭川河山湖原'[county // 6 % 6]}{'安平宁和泰清'[county // 36 % 6]}县"
        place = place if county < 216 else f"{'甲乙丙丁戊己庚辛壬癸'[county // 216 % 10]}{place}"
        unit = DEPARTMENTS[number % len(DEPARTMENTS)]
        agency = f"{place}{unit}"
        report = made(agency, year, dice, before.get(agency))
        before[agency] = [report.numbers[f"requests.carried_out.{column}"] for column in COLUMNS[:6]]
        if dice.random() < mistakes:
            spoil(report, dice)
        kind = dice.random()
        ending = "txt" if kind < kinds[0] else "html" if kind < kinds[1] else "docx"
        yield f"{place}/{year}/{unit}.{ending}", WRITERS[ending](report), report
        number += 1


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Writes so many reports into a folder."""
    for name, content, _ in many(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def total(agency: str, year: int, parts: list[Made], dice: random.Random) -> Made:
    """A government's report: the sum of those below it."""
    whole = made(agency, year, dice)
    whole.numbers = {name: sum(part.numbers[name] for part in parts) for name in parts[0].numbers}
    numbers = whole.numbers
    whole.overview = (
        f"全县新收政府信息公开申请{numbers['requests.new.total']}件，上年结转{numbers['requests.carried_in.total']}件，"
        f"结转下年度继续办理{numbers['requests.carried_out.total']}件。"
    )
    return whole


def county(place: str, years: list[int], dice: random.Random, units: list[str] = DEPARTMENTS) -> list[Made]:
    """A county's departments and its government over some years, each year carried on from the last. Nothing is wrong with it."""
    reports: list[Made] = []
    before: dict[str, Made] = {}
    for year in years:
        parts = []
        for unit in units:
            last = before.get(unit)
            carried = [last.numbers[f"requests.carried_out.{column}"] for column in COLUMNS[:6]] if last else None
            part = made(f"{place}{unit}", year, dice, carried)
            if last:
                come, gone = (part.numbers[f"disclosure.normative.{column}"] for column in ("issued", "repealed"))
                stock = last.numbers["disclosure.normative.in_force"]
                gone = min(gone, stock)
                part.numbers["disclosure.normative.repealed"] = gone
                part.numbers["disclosure.normative.in_force"] = stock + come - gone
            before[unit] = part
            parts.append(part)
        reports += [*parts, total(f"{place}人民政府", year, parts, dice)]
    return reports


def write_sums(folder: Path, count: int, seed: int = 1) -> None:
    """Writes so many reports of counties with their governments; some governments say less than one of their departments, some
    departments have the same part five, and some reports stand there twice."""
    dice = random.Random(seed)
    left, number = count, 0
    while left:
        place = f"{'松竹梅兰菊'[number % 5]}{'溪岗坪湾沟'[number // 5 % 5]}县"
        reports = county(place, [2023, 2024], dice, DEPARTMENTS[:7])
        # A slip against last year, and words that two departments alone have.
        carried = [dice.randrange(5) for _ in range(6)]
        reports[8] = made(reports[8].agency, 2024, dice, carried)
        reports[9].problems = reports[10].problems = "".join(dice.choice("山水田林湖草沙城乡路桥港站园馆") for _ in range(100))
        cell = "disclosure.licensing.decisions"
        reports[7].numbers[cell] = max(part.numbers[cell] for part in reports[:7]) - 1
        for report in [*reports, reports[3]][:left]:
            unit = report.agency.removeprefix(place)
            path = folder / place / str(report.year) / f"{unit}.txt"
            path = path if not path.exists() else path.with_stem(f"{unit}（副本）")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text(report))
            left -= 1
        number += 1


if __name__ == "__main__":
    import sys

    write(Path(sys.argv[1]), int(sys.argv[2]))
