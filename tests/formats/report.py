"""The two reports that every file holds: one in the form of 2021, one in the form of 2019."""

from dataclasses import dataclass, field

APPLICANTS = {
    "natural": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "welfare": "社会公益组织",
    "legal": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
CASES = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结", "total": "总计"}
COURTS = {"reconsideration": "行政复议", "litigation_direct": "未经复议直接起诉", "litigation_after": "复议后起诉"}
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

LABELS = {
    "new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "denied": "（三）不予公开",
    "denied.state_secret": "1.属于国家秘密",
    "denied.law": "2.其他法律行政法规禁止公开",
    "denied.security": "3.危及“三安全一稳定”",
    "denied.third_party": "4.保护第三方合法权益",
    "denied.internal": "5.属于三类内部事务信息",
    "denied.process": "6.属于四类过程性信息",
    "denied.enforcement": "7.属于行政执法案卷",
    "denied.inquiry": "8.属于行政查询事项",
    "unavailable": "（四）无法提供",
    "unavailable.not_held": "1.本机关不掌握相关政府信息",
    "unavailable.to_create": "2.没有现成信息需要另行制作",
    "unavailable.unclear": "3.补正后申请内容仍不明确",
    "rejected": "（五）不予处理",
    "rejected.petition": "1.信访举报投诉类申请",
    "rejected.repeat": "2.重复申请",
    "rejected.publication": "3.要求提供公开出版物",
    "rejected.excessive": "4.无正当理由大量反复申请",
    "rejected.confirmation": "5.要求行政机关确认或重新出具已获取信息",
    "closed": "（六）其他处理",
    "closed.not_corrected": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "closed.fee_unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "closed.other": "3.其他",
    "outcomes_total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}
OUTCOMES = "三、本年度办理结果"

STOCK = {"issued": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"}
DECISIONS = {"decisions": "本年处理决定数量"}
STOCK_2019 = {"made": "本年新制作数量", "disclosed": "本年新公开数量", "total": "对外公开总数量"}
CHANGE_2019 = {"previous": "上一年项目数量", "change": "本年增/减", "decisions": "处理决定数量"}

# Table two: heading, columns, rows.
BLOCKS = {
    "2021": [
        ("第二十条第（一）项", STOCK, {"rules": "规章", "normative": "行政规范性文件"}),
        ("第二十条第（五）项", DECISIONS, {"licensing": "行政许可"}),
        ("第二十条第（六）项", DECISIONS, {"penalty": "行政处罚", "compulsion": "行政强制"}),
        ("第二十条第（八）项", {"amount": "本年收费金额（单位：万元）"}, {"fees": "行政事业性收费"}),
    ],
    "2019": [
        ("第二十条第（一）项", STOCK_2019, {"rules": "规章", "normative": "规范性文件"}),
        ("第二十条第（五）项", CHANGE_2019, {"licensing": "行政许可", "services": "其他对外管理服务事项"}),
        ("第二十条第（六）项", CHANGE_2019, {"penalty": "行政处罚", "compulsion": "行政强制"}),
        ("第二十条第（八）项", {"previous": "上一年项目数量", "change": "本年增/减"}, {"fees": "行政事业性收费"}),
        ("第二十条第（九）项", {"projects": "采购项目数量", "amount": "采购总金额"}, {"procurement": "政府集中采购"}),
    ],
}

# The numbers as written, row by row; "." is a blank cell.
NUMBERS = {
    "2021": {
        "disclosure.rules": "0 . 0",
        "disclosure.normative": "4 3 27",
        "disclosure.licensing": "13086",
        "disclosure.penalty": "219",
        "disclosure.compulsion": "8",
        "disclosure.fees": "1057.62",
        "requests.new": "236 41 4 7 12 5 305",
        "requests.carried_in": "9 3 . 0 1 . 13",
        "requests.granted": "31 12 1 0 3 2 49",
        "requests.partial": "17 4 0 1 2 0 24",
        "requests.denied.state_secret": "1 . . 0 0 0 1",
        "requests.denied.law": ". 2 0 0 0 0 2",
        "requests.denied.security": "0 0 0 0 0 0 0",
        "requests.denied.third_party": "5 8 0 0 1 0 14",
        "requests.denied.internal": "2 0 0 0 0 0 2",
        "requests.denied.process": "4 1 0 0 0 0 5",
        "requests.denied.enforcement": "6 0 0 0 2 0 8",
        "requests.denied.inquiry": "10 0 0 . . . 10",
        "requests.unavailable.not_held": "102 9 0 4 2 1 118",
        "requests.unavailable.to_create": "3 1 2 0 0 0 6",
        "requests.unavailable.unclear": "2 0 0 0 0 . 2",
        "requests.rejected.petition": "15 0 0 0 0 0 15",
        # 7 would be right: the row's sum and the column's sum break.
        "requests.rejected.repeat": "9 0 0 0 0 0 7",
        "requests.rejected.publication": "0 0 0 . 0 0 0",
        "requests.rejected.excessive": "11 0 0 0 0 0 11",
        "requests.rejected.confirmation": "1 0 0 0 0 0 1",
        "requests.closed.not_corrected": "8 2 0 0 0 0 10",
        "requests.closed.fee_unpaid": "0 1 0 0 0 0 1",
        "requests.closed.other": "13 0 1 1 2 2 19",
        "requests.outcomes_total": "238 40 4 6 12 5 305",
        "requests.carried_out": "7 4 0 1 1 0 13",
        "reviews.reconsideration": "6 2 1 3 12",
        "reviews.litigation_direct": "4 0 . 1 5",
        "reviews.litigation_after": "2 1 0 . 3",
    },
    "2019": {
        "disclosure.rules": "0 0 0",
        "disclosure.normative": "3 2 17",
        "disclosure.licensing": "24 -3 1562",
        "disclosure.services": "41 +6 20387",
        "disclosure.penalty": "118 -12 93",
        "disclosure.compulsion": "9 0 .",
        "disclosure.fees": "5 -1",
        "disclosure.procurement": "14 1286500",
        "requests.new": "73 18 2 0 6 1 100",
        "requests.carried_in": "5 0 0 0 2 0 7",
        "requests.granted": "19 7 1 . 2 0 29",
        "requests.partial": "6 2 0 0 1 0 9",
        "requests.denied.state_secret": "0 0 0 0 0 0 0",
        "requests.denied.law": "1 0 0 0 0 0 1",
        "requests.denied.security": ". 1 0 . 0 0 1",
        "requests.denied.third_party": "3 2 0 0 0 0 5",
        "requests.denied.internal": "4 0 0 . 0 0 4",
        "requests.denied.process": "2 1 0 0 1 0 4",
        "requests.denied.enforcement": "5 0 0 0 0 0 5",
        "requests.denied.inquiry": "0 0 0 0 0 0 0",
        "requests.unavailable.not_held": "11 3 1 . 2 1 18",
        "requests.unavailable.to_create": "2 0 0 . . . 2",
        "requests.unavailable.unclear": "1 0 0 0 0 0 1",
        "requests.rejected.petition": "10 0 0 0 0 0 10",
        "requests.rejected.repeat": "2 0 0 0 0 0 2",
        "requests.rejected.publication": "0 1 0 . 0 0 1",
        "requests.rejected.excessive": "0 0 0 0 0 0 0",
        "requests.rejected.confirmation": "1 0 0 0 0 0 1",
        "requests.closed": "8 0 0 0 0 0 8",
        "requests.outcomes_total": "75 17 2 0 6 1 101",
        "requests.carried_out": "3 1 0 0 2 0 6",
        "reviews.reconsideration": "1 2 0 0 3",
        # 6 would be right: only the sum of this block breaks.
        "reviews.litigation_direct": "3 1 . 2 7",
        "reviews.litigation_after": "0 0 1 0 1",
    },
}
BROKEN = {
    "2021": [("A01", "requests.rejected.repeat"), ("A02", "natural")],
    "2019": [("A06", "reviews.litigation_direct")],
}

PROSE = {
    "2021": {
        "agency": "青禾县自然资源局",
        "year": 2023,
        "date": "2024年1月18日",
        "lead": "本报告依据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》编制。"
        "报告所列数据的统计期限为2023年1月1日至2023年12月31日。",
        "sections": [
            ("一、总体情况", [
                "（一）主动公开情况。全年主动公开政府信息1846条，其中通过政府网站公开1203条，通过政务新媒体公开643条。"
                "全年制发行政规范性文件4件，废止3件，现行有效27件。",
                "（二）依申请公开情况。全年新收政府信息公开申请305件，上年结转13件；全年办结305件，"
                "结转下年度继续办理13件。办结件中，予以公开49件，部分公开24件。",
                "（三）政府信息管理情况。健全信息发布审核制度，及时调整公开属性，定期清理历史文件。",
                "（四）政府信息公开平台建设情况。优化政府信息公开专栏的检索功能，统一栏目名称和展示方式。",
                "（五）监督保障情况。将政府信息公开纳入年度工作考核，接受社会评议，全年未发生责任追究情形。",
            ]),
            ("二、主动公开政府信息情况", []),
            ("三、收到和处理政府信息公开申请情况", []),
            ("四、政府信息公开行政复议、行政诉讼情况", []),
            ("五、存在的主要问题及改进情况", [
                "存在的主要问题：一是政策解读形式较为单一；二是个别科室答复不够规范。"
                "改进情况：一是建立文件与解读同步起草、同步发布机制；二是编印答复参考文本并逐一辅导。",
            ]),
            ("六、其他需要报告的事项", [
                "按照《政府信息公开信息处理费管理办法》，本年度未收取信息处理费。无其他需要报告的事项。",
            ]),
        ],
    },
    "2019": {
        "agency": "青禾县教育局",
        "year": 2020,
        "date": "2021年1月20日",
        "lead": "根据《中华人民共和国政府信息公开条例》有关规定，编制本报告。"
        "本报告所列数据的统计期限为2020年1月1日至2020年12月31日。",
        "sections": [
            ("一、总体情况", [
                "2020年，本机关认真落实政府信息公开各项要求，全年主动公开政府信息927条。"
                "新收政府信息公开申请100件，上年结转7件，办结101件，结转下年度继续办理6件；"
                "办结件中，予以公开29件，部分公开9件。",
                "不断规范政府信息管理，加强政府信息公开平台建设，将公开工作纳入年度考核，强化监督保障。",
            ]),
            ("二、主动公开政府信息情况", []),
            ("三、收到和处理政府信息公开申请情况", []),
            ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", []),
            ("五、政府信息公开工作存在的主要问题及改进情况", [
                "存在的主要问题：主动公开的内容还不够丰富，部分学校的信息更新不及时。"
                "改进情况：明确各学校的信息员，按月通报更新情况，组织业务培训两次。",
            ]),
            ("六、其他需要报告的事项", ["无其他需要报告的事项。"]),
        ],
    },
}


@dataclass(frozen=True)
class Cell:
    """A cell; merged cells are one."""

    text: str
    row: int
    column: int
    rows: int
    columns: int
    kind: str  # head, label or value
    name: str | None = None  # of a value


@dataclass
class Grid:
    """A table with its merged cells; `widths` are the shares of its columns."""

    title: str
    widths: list
    heads: int = 0  # rows that a page break repeats
    rows: int = 0
    cells: list = field(default_factory=list)

    @property
    def columns(self):
        return len(self.widths)

    def push(self, cells):
        """Adds a row of (text, column, rows, columns, kind[, name])."""
        self.cells += [Cell(text, self.rows, column, *rest) for text, column, *rest in cells]
        self.rows += 1

    def at(self, row, column):
        """The cell that covers a place."""
        return next(
            cell for cell in self.cells
            if cell.row <= row < cell.row + cell.rows and cell.column <= column < cell.column + cell.columns
        )

    def row(self, row):
        """The cells that cover a row, from left to right; those from above included."""
        cells = [cell for cell in self.cells if cell.row <= row < cell.row + cell.rows]
        return sorted(cells, key=lambda cell: cell.column)


class Report:
    """A report: its words, and its tables as grids."""

    def __init__(self, form):
        self.form = form
        prose = PROSE[form]
        self.agency, self.year, self.date = prose["agency"], prose["year"], prose["date"]
        self.title = f"{self.agency}{self.year}年政府信息公开工作年度报告"
        self.lead, self.sections = prose["lead"], prose["sections"]
        self.cells = {}
        for row, line in NUMBERS[form].items():
            for column, text in zip(self._columns(row), line.split(), strict=True):
                self.cells[f"{row}.{column}"] = None if text == "." else text

    def _columns(self, row):
        table, _, name = row.partition(".")
        if table == "requests":
            return APPLICANTS
        if table == "reviews":
            return CASES
        return next(columns for _, columns, rows in BLOCKS[self.form] if name in rows)

    def _value(self, name, column, columns=1):
        return (self.cells[name] or "", column, 1, columns, "value", name)

    def disclosure(self):
        grid = Grid("表二", [4, 3, 3, 3])
        for heading, columns, rows in BLOCKS[self.form]:
            # The last column takes what is left of the width.
            places = [(1 + i, 4 - len(columns) if i + 1 == len(columns) else 1) for i in range(len(columns))]
            grid.push([(heading, 0, 1, 4, "head")])
            grid.push([("信息内容", 0, 1, 1, "head")]
                      + [(label, at, 1, span, "head") for (at, span), label in zip(places, columns.values())])
            for row, label in rows.items():
                grid.push([(label, 0, 1, 1, "label")]
                          + [self._value(f"disclosure.{row}.{column}", at, span)
                             for (at, span), column in zip(places, columns)])
        return grid

    def requests(self):
        grid = Grid("表三", [2, 3, 8] + [3] * 7, heads=3)
        names = list(APPLICANTS.values())
        grid.push([(NOTE, 0, 3, 3, "head"), ("申请人情况", 3, 1, 7, "head")])
        grid.push([(names[0], 3, 2, 1, "head"), ("法人或其他组织", 4, 1, 5, "head"), (names[6], 9, 2, 1, "head")])
        grid.push([(name, 4 + i, 1, 1, "head") for i, name in enumerate(names[1:6])])
        rows = [row.removeprefix("requests.") for row in NUMBERS[self.form] if row.startswith("requests.")]
        group = None
        for row in rows:
            cells = [self._value(f"requests.{row}.{column}", 3 + i) for i, column in enumerate(APPLICANTS)]
            at = 2 if "." in row else 0 if row in ("new", "carried_in", "carried_out") else 1
            cells.insert(0, (LABELS[row], at, 1, 3 - at, "label"))
            if at == 2 and group != (group := row.partition(".")[0]):
                members = sum(other.startswith(f"{group}.") for other in rows)
                cells.insert(0, (LABELS[group], 1, members, 1, "label"))
            if row == "granted":
                cells.insert(0, (OUTCOMES, 0, len(rows) - 3, 1, "label"))
            grid.push(cells)
        return grid

    def reviews(self):
        grid = Grid("表四", [1] * 15, heads=3)
        cases = list(CASES.values())
        courts = list(COURTS.values())
        grid.push([(courts[0], 0, 1, 5, "head"), ("行政诉讼", 5, 1, 10, "head")])
        grid.push([(case, i, 2, 1, "head") for i, case in enumerate(cases)]
                  + [(courts[1], 5, 1, 5, "head"), (courts[2], 10, 1, 5, "head")])
        grid.push([(case, 5 + i, 1, 1, "head") for i, case in enumerate(cases * 2)])
        names = [f"reviews.{court}.{case}" for court in COURTS for case in CASES]
        grid.push([self._value(name, i) for i, name in enumerate(names)])
        return grid

    def pieces(self):
        """The whole report in order: (title | heading | paragraph | sign, text) and (table, grid)."""
        tables = {1: self.disclosure, 2: self.requests, 3: self.reviews}
        yield "title", self.title
        yield "paragraph", self.lead
        for index, (heading, paragraphs) in enumerate(self.sections):
            yield "heading", heading
            for paragraph in paragraphs:
                yield "paragraph", paragraph
            if index in tables:
                yield "table", tables[index]()
        yield "sign", self.agency
        yield "sign", self.date

    def _identities(self):
        """(rule, its row or column, parts, totals) of domain.md §4.1."""
        rows = [row for row in NUMBERS[self.form] if row.startswith("requests.")]
        results = rows[2:-2]
        for row in rows:
            cells = [f"{row}.{column}" for column in APPLICANTS]
            yield "A01", row, cells[:6], cells[6:]
        for column in APPLICANTS:
            total = f"requests.outcomes_total.{column}"
            yield "A02", column, [f"{row}.{column}" for row in results], [total]
            yield ("A03", column, [f"requests.{row}.{column}" for row in ("new", "carried_in")],
                   [total, f"requests.carried_out.{column}"])
        for rule, court in zip(("A05", "A06", "A07"), COURTS):
            cells = [f"reviews.{court}.{case}" for case in CASES]
            yield rule, f"reviews.{court}", cells[:4], cells[4:]

    def broken(self):
        """The identities that do not hold, with their cells; they must be those of BROKEN."""
        total = lambda cells: sum(int(self.cells[cell] or 0) for cell in cells)
        broken = [found for found in self._identities() if total(found[2]) != total(found[3])]
        assert [(rule, of) for rule, of, *_ in broken] == BROKEN[self.form], broken
        return [{"rule": rule, "cells": parts + totals} for rule, _, parts, totals in broken]


REPORTS = {form: Report(form) for form in ("2021", "2019")}
