//! Whole reports made of a few facts, whose tables agree: `new=12 in=1 unavailable.not_held=2` and a sentence.
//!
//! A fact is a row and its number, put under natural persons unless a column is named (`new.business=3`); `in` and `out`
//! are what is carried in and out. What is left of the outcomes goes to one row, `granted` unless another is named
//! (`free=partial`). Table two takes `normative.issued=3`, table four `reconsideration.upheld=1`.

use std::collections::BTreeMap;
use std::fmt::Write;

use gouji::form::{Column, Role, Row, TableId, Version};

/// What a report is made of.
#[derive(Clone, Debug)]
pub struct Facts {
    pub agency: String,
    pub year: u16,
    pub version: Version,
    /// The numbers, as above.
    pub numbers: String,
    /// Before part one.
    pub lead: String,
    /// What stands under 依申请公开.
    pub prose: String,
    /// The whole of part one in place of that; empty for the usual one.
    pub overview: String,
    /// Part six.
    pub other: String,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            agency: "海盐县统计局".to_owned(),
            year: 2023,
            version: Version::V2021,
            numbers: String::new(),
            lead: String::new(),
            prose: String::new(),
            overview: String::new(),
            other: "本年度未收取政府信息公开信息处理费。".to_owned(),
        }
    }
}

/// The columns of table three but the total.
const APPLICANTS: usize = 6;

impl Facts {
    /// The report as text, one tab between two cells; what is wrong with the facts where they cannot be.
    pub fn report(&self) -> Result<String, String> {
        let cells = self.cells()?;
        let mut text = self.opening();
        text.push_str("二、主动公开政府信息情况\n");
        disclosure(&mut text, self.version, &cells);
        text.push_str("三、收到和处理政府信息公开申请情况\n");
        requests(&mut text, self.version, &cells);
        text.push_str("四、政府信息公开行政复议、行政诉讼情况\n");
        appeals(&mut text, &cells);
        text.push_str(
            "五、存在的主要问题及改进情况\n\
             （一）存在的主要问题。政策解读形式不够丰富，公开内容与群众需求仍有差距。\n\
             （二）改进情况。丰富图文、视频等解读形式，定期开展自查，提高公开的针对性和时效性。\n\
             六、其他需要报告的事项\n",
        );
        text.push_str(&self.other);
        text.push('\n');
        Ok(text)
    }

    fn opening(&self) -> String {
        let (agency, year) = (&self.agency, self.year);
        let mut text = format!(
            "{agency}{year}年政府信息公开工作年度报告\n\
             根据《中华人民共和国政府信息公开条例》编制本报告。本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。\n"
        );
        for line in self.lead.lines() {
            text.push_str(line);
            text.push('\n');
        }
        text.push_str("一、总体情况\n");
        if self.overview.is_empty() {
            let _ = write!(
                text,
                "（一）主动公开。推进公开。\n（二）依申请公开。{}\n（三）政府信息管理。健全。\n\
                 （四）政府信息公开平台建设。优化。\n（五）监督保障。培训。\n",
                self.prose
            );
        } else {
            text.push_str(&self.overview);
            text.push('\n');
        }
        text
    }

    /// Every cell that is not 0, by its name.
    fn cells(&self) -> Result<BTreeMap<String, String>, String> {
        let mut texts = BTreeMap::new();
        let mut counts: BTreeMap<(String, usize), i64> = BTreeMap::new();
        let mut free = "granted".to_owned();
        for fact in self.numbers.split_whitespace() {
            let (name, value) = fact.split_once('=').ok_or_else(|| format!("{fact}: no number"))?;
            if name == "free" {
                value.clone_into(&mut free);
                continue;
            }
            if TableId::Disclosure.rows(self.version).iter().any(|row| {
                row.columns
                    .iter()
                    .any(|column| name == format!("{}.{}", row.name, column.name))
            }) {
                texts.insert(format!("disclosure.{name}"), value.to_owned());
                continue;
            }
            let value: i64 = value.parse().map_err(|_| format!("{fact}: no whole number"))?;
            let (row, column) = place(name, self.version).ok_or_else(|| format!("{name}: no such row"))?;
            *counts.entry((row, column)).or_default() += value;
        }
        self.requests(&mut counts, &free)?;
        for ((row, column), value) in counts {
            let appeals = TableId::Appeals
                .rows(Version::V2021)
                .iter()
                .any(|known| known.name == row);
            let table = if appeals { TableId::Appeals } else { TableId::Requests };
            let version = if appeals { Version::V2021 } else { self.version };
            let form = table.rows(version).iter().find(|known| known.name == row);
            let columns = form.ok_or_else(|| format!("{row}: no such row"))?.columns;
            texts.insert(
                format!("{}.{row}.{}", table.name(), columns[column].name),
                value.to_string(),
            );
            let total = texts
                .entry(format!("{}.{row}.total", table.name()))
                .or_insert_with(|| "0".to_owned());
            *total = (total.parse::<i64>().unwrap_or(0) + value).to_string();
        }
        Ok(texts)
    }

    /// Gives what is left of the outcomes to one row, and adds up （七）.
    fn requests(&self, counts: &mut BTreeMap<(String, usize), i64>, free: &str) -> Result<(), String> {
        let rows = TableId::Requests.rows(self.version);
        let outcome = |role: Role| match self.version {
            Version::V2019 => matches!(role, Role::Outcome | Role::Closed),
            Version::V2021 => matches!(role, Role::Outcome | Role::ClosedPart),
        };
        for column in 0..APPLICANTS {
            let at = |counts: &BTreeMap<(String, usize), i64>, row: &str| {
                counts.get(&(row.to_owned(), column)).copied().unwrap_or(0)
            };
            let due = at(counts, "new") + at(counts, "carried_in") - at(counts, "carried_out");
            let given: i64 = rows
                .iter()
                .filter(|row| outcome(row.role))
                .map(|row| at(counts, row.name))
                .sum();
            if given > due {
                return Err(format!("column {column}: {given} outcomes of {due} requests"));
            }
            if due > given {
                *counts.entry((free.to_owned(), column)).or_default() += due - given;
            }
            if due > 0 {
                counts.insert(("outcomes_total".to_owned(), column), due);
            }
        }
        Ok(())
    }
}

/// What a row says in each of its columns.
fn values(table: TableId, row: &Row, cells: &BTreeMap<String, String>) -> String {
    let at = |column: &Column| {
        let name = format!("{}.{}.{}", table.name(), row.name, column.name);
        cells.get(&name).map_or("0", String::as_str)
    };
    let values: Vec<&str> = row.columns.iter().map(at).collect();
    values.join("\t")
}

fn disclosure(text: &mut String, version: Version, cells: &BTreeMap<String, String>) {
    let mut block = "";
    for row in TableId::Disclosure.rows(version) {
        if row.block != block {
            block = row.block;
            let heads: Vec<&str> = row.columns.iter().map(|column| column.label).collect();
            let _ = write!(text, "{block}\n信息内容\t{}\n", heads.join("\t"));
        }
        let _ = writeln!(text, "{}\t{}", row.label, values(TableId::Disclosure, row, cells));
    }
}

fn requests(text: &mut String, version: Version, cells: &BTreeMap<String, String>) {
    text.push_str(
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\n\
         \t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n\
         \t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n",
    );
    let rows = TableId::Requests.rows(version);
    let (mut block, mut first) = ("", true);
    for row in rows.iter().filter(|row| row.is_required(version)) {
        let label = if matches!(row.role, Role::Intake | Role::CarriedOut) {
            format!("{}\t\t", row.label)
        } else {
            let outcomes = if std::mem::take(&mut first) {
                "三、本年度办理结果"
            } else {
                ""
            };
            let group = rows
                .iter()
                .find(|known| known.name == row.block && known.name != row.name);
            let leads = std::mem::replace(&mut block, row.block) != row.block;
            match group {
                Some(group) if leads => format!("{outcomes}\t{}\t{}", group.label, row.label),
                Some(_) => format!("{outcomes}\t\t{}", row.label),
                None => format!("{outcomes}\t{}\t", row.label),
            }
        };
        let _ = writeln!(text, "{label}\t{}", values(TableId::Requests, row, cells));
    }
}

fn appeals(text: &mut String, cells: &BTreeMap<String, String>) {
    text.push_str(
        "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n\
         结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n\
         \t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n",
    );
    let rows = TableId::Appeals.rows(Version::V2021).iter();
    let values: Vec<String> = rows.map(|row| values(TableId::Appeals, row, cells)).collect();
    let _ = writeln!(text, "{}", values.join("\t"));
}

/// A row and a column by the name of a fact.
fn place(name: &str, version: Version) -> Option<(String, usize)> {
    let name = match name {
        "in" => "carried_in",
        "out" => "carried_out",
        name => name,
    };
    let tables = [(TableId::Requests, version), (TableId::Appeals, Version::V2021)];
    let mut rows = tables.into_iter().flat_map(|(table, version)| table.rows(version));
    // `closed.other` is a row, not a column of `closed`.
    if rows.clone().any(|row| row.name == name) {
        return Some((name.to_owned(), 0));
    }
    rows.find_map(|row| {
        let column = name.strip_prefix(row.name).and_then(|rest| rest.strip_prefix('.'));
        let index = row.columns.iter().position(|known| Some(known.name) == column)?;
        Some((row.name.to_owned(), index))
    })
}
