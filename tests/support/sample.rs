//! Random reports that contradict themselves nowhere.

use std::collections::BTreeMap;
use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;

use super::form::{self, APPEALS, APPLICANTS, CASES, Form};

/// A report: what each cell says, and the words around the tables.
#[derive(Clone)]
pub struct Sample {
    pub disclosure: Form,
    pub requests: Form,
    /// Whether the group labels of table three carry numbers.
    pub groups: bool,
    pub year: u16,
    pub agency: String,
    /// How the title is set.
    pub title: TitleStyle,
    /// Whether a web page's or a platform's words stand around the report.
    pub furniture: bool,
    /// Whether table two is one table or one for each item of article 20.
    pub split_disclosure: bool,
    /// Every cell as written; an empty string is a blank cell.
    pub cells: BTreeMap<String, String>,
}

/// Short: of three hundred cells only those that are not 0.
impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forms = (self.disclosure.name(), self.requests.name());
        write!(f, "{} {forms:?} groups: {} ", self.title_lines().join("⏎"), self.groups)?;
        f.debug_map()
            .entries(self.cells.iter().filter(|(_, text)| *text != "0"))
            .finish()
    }
}

/// How a title is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleStyle {
    OneLine,
    TwoLines,
}

impl Sample {
    /// The lines of the title.
    pub fn title_lines(&self) -> Vec<String> {
        let rest = format!("{}年政府信息公开工作年度报告", self.year);
        match self.title {
            TitleStyle::OneLine => vec![format!("{}{rest}", self.agency)],
            TitleStyle::TwoLines => vec![self.agency.clone(), rest],
        }
    }

    /// The text of a cell.
    pub fn at(&self, cell: &str) -> &str {
        self.cells.get(cell).map_or("", String::as_str)
    }

    /// The number in a cell, blanks and placeholders as 0.
    pub fn number(&self, cell: &str) -> i64 {
        self.at(cell).parse().unwrap_or(0)
    }

    /// The same report with another text in one cell.
    #[must_use]
    pub fn with(&self, cell: &str, text: &str) -> Self {
        assert!(self.cells.contains_key(cell), "the report has no cell {cell}");
        let mut changed = self.clone();
        changed.cells.insert(cell.to_owned(), text.to_owned());
        changed
    }

    /// The running text of section 一: it repeats the tables' numbers, rightly, among others that are none of theirs.
    pub fn overview(&self) -> Vec<String> {
        let year = self.year;
        let new = self.number("requests.new.total");
        let requests = if new == 0 {
            format!("（二）依申请公开情况。{year}年，未收到政府信息公开申请。")
        } else {
            format!(
                "（二）依申请公开情况。{year}年，本机关共新收政府信息公开申请{new}件，均由专人登记、审核、答复，办理期限为20个工作日。"
            )
        };
        vec![
            format!("（一）主动公开情况。{year}年，通过门户网站发布各类信息531条，微信公众号发布信息150期234条，咨询电话12345。"),
            requests,
            "（三）政府信息管理情况。严格落实“三审三校”制度，根据《关于印发公开要点的通知》（政办发〔2021〕32号）更新目录。".to_owned(),
            "（四）政府信息公开平台建设情况。优化门户网站栏目，浏览量逾37万次。".to_owned(),
            "（五）监督保障情况。开展工作考核和社会评议，组织培训2次，未发生责任追究情况。".to_owned(),
        ]
    }

    /// The sentence before the sections.
    pub fn lead(&self) -> String {
        let year = self.year;
        format!(
            "根据《中华人民共和国政府信息公开条例》（国务院令第711号）规定编制本报告。本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
        )
    }

    /// The titles of the six sections.
    pub fn headings() -> [&'static str; 6] {
        [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ]
    }
}

/// A count as reports have them: mostly nothing, sometimes a little, rarely much.
fn count() -> impl Strategy<Value = i64> {
    prop_oneof![
        12 => Just(0),
        6 => 1_i64..10,
        2 => 10_i64..1000,
        1 => 1000_i64..100_000,
    ]
}

fn agency() -> impl Strategy<Value = String> {
    let places = [
        "海盐县",
        "嘉兴市",
        "杭州市临安区",
        "祁门县",
        "长春市二道区",
        "乐亭县",
        "广州市番禺区",
        "道孚县",
    ];
    let agencies = [
        "经济和信息化局",
        "统计局",
        "人民政府办公室",
        "政务服务和数据资源管理办公室",
        "司法局",
        "市场监督管理局",
        "自然资源和规划局",
        "公安局",
    ];
    (
        prop::sample::select(places.to_vec()),
        prop::sample::select(agencies.to_vec()),
    )
        .prop_map(|(place, agency)| format!("{place}{agency}"))
}

/// The numbers of a report from which all sums follow.
#[derive(Clone, Debug)]
struct Raw {
    results: Vec<i64>,
    carried_out: Vec<i64>,
    /// How much of the intake was carried in, in percent.
    share: Vec<i64>,
    reviews: Vec<i64>,
    disclosure: Vec<i64>,
    fee_places: u32,
}

fn raw(count: impl Strategy<Value = i64> + Clone) -> impl Strategy<Value = Raw> {
    (
        vec(count.clone(), 21 * 6),
        vec(count.clone(), 6),
        vec(0_i64..=100, 6),
        vec(count.clone(), 12),
        vec(count, 30),
        0_u32..=4,
    )
        .prop_map(|(results, carried_out, share, reviews, disclosure, fee_places)| Raw {
            results,
            carried_out,
            share,
            reviews,
            disclosure,
            fee_places,
        })
}

/// What a report has besides its numbers.
fn dress() -> impl Strategy<Value = (String, u16, bool, bool, bool)> {
    (agency(), 0_u16..5, any::<bool>(), any::<bool>(), any::<bool>())
}

/// A consistent report of one form, without blanks.
pub fn consistent(form: Form, groups: bool) -> BoxedStrategy<Sample> {
    mixed(form, form, groups)
}

/// A consistent report whose tables two and three may be of different forms (C09).
pub fn mixed(disclosure: Form, requests: Form, groups: bool) -> BoxedStrategy<Sample> {
    build(disclosure, requests, groups, count().boxed())
}

/// A consistent report of the 2021 form in which no cell of table three needs two digits more often than `wide` in 100
/// times: what a copy without separators may still be read from.
pub fn narrow(form: Form) -> BoxedStrategy<Sample> {
    build(form, form, false, prop_oneof![40 => Just(0_i64), 1 => 1_i64..3].boxed())
}

fn build(disclosure: Form, requests: Form, groups: bool, count: BoxedStrategy<i64>) -> BoxedStrategy<Sample> {
    (raw(count), dress())
        .prop_map(
            move |(raw, (agency, age, two_lines, furniture, split_disclosure))| Sample {
                disclosure,
                requests,
                groups,
                year: match disclosure {
                    Form::F2019 => 2019 + age % 2,
                    Form::F2021 => 2021 + age,
                },
                agency,
                title: if two_lines {
                    TitleStyle::TwoLines
                } else {
                    TitleStyle::OneLine
                },
                furniture,
                split_disclosure,
                cells: cells(disclosure, requests, groups, &raw),
            },
        )
        .boxed()
}

fn cells(disclosure: Form, requests: Form, groups: bool, raw: &Raw) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    request_cells(requests, groups, raw, &mut cells);
    for (block, (row, _)) in APPEALS.into_iter().enumerate() {
        let parts = &raw.reviews[block * 4..block * 4 + 4];
        for ((column, _), value) in CASES.iter().zip(parts.iter().copied().chain([parts.iter().sum()])) {
            cells.insert(format!("reviews.{row}.{column}"), value.to_string());
        }
    }
    let mut numbers = raw.disclosure.iter().copied();
    let mut next = move || numbers.next().unwrap_or_default();
    for block in form::disclosure(disclosure) {
        for (row, _) in block.rows {
            let values = disclosure_row(block.columns, raw.fee_places, &mut next);
            for ((column, _), text) in block.columns.iter().zip(values) {
                cells.insert(format!("disclosure.{row}.{column}"), text);
            }
        }
    }
    cells
}

/// A row of table two that breaks no bound (A08, A09).
fn disclosure_row(columns: &[form::Named], fee_places: u32, next: &mut impl FnMut() -> i64) -> Vec<String> {
    match columns[0].0 {
        "issued" => {
            let (issued, repealed, kept) = (next(), next(), next());
            vec![issued.to_string(), repealed.to_string(), (issued + kept).to_string()]
        }
        "made" => {
            let (made, disclosed, older) = (next(), next(), next());
            vec![made.to_string(), disclosed.to_string(), (disclosed + older).to_string()]
        }
        "previous" => {
            let (previous, gained) = (next(), next());
            let change = if gained % 2 == 0 { gained } else { -gained.min(previous) };
            let mut row = vec![previous.to_string(), change.to_string()];
            if columns.len() == 3 {
                row.push(next().to_string());
            }
            row
        }
        "amount" => {
            let (whole, part) = (next(), next());
            let part = part % 10_i64.pow(fee_places);
            vec![if part == 0 {
                whole.to_string()
            } else {
                format!("{whole}.{part:0width$}", width = fee_places as usize)
            }]
        }
        _ => columns.iter().map(|_| next().to_string()).collect(),
    }
}

fn request_cells(form: Form, groups: bool, raw: &Raw, cells: &mut BTreeMap<String, String>) {
    let mut numbers: BTreeMap<(&str, usize), i64> = BTreeMap::new();
    for column in 0..6 {
        let mut sum = 0;
        for (index, (row, _)) in form::results(form).into_iter().enumerate() {
            let value = raw.results[index * 6 + column];
            numbers.insert((row, column), value);
            sum += value;
        }
        let intake = sum + raw.carried_out[column];
        let carried_in = intake * raw.share[column] / 100;
        numbers.insert(("outcomes_total", column), sum);
        numbers.insert(("carried_out", column), raw.carried_out[column]);
        numbers.insert(("carried_in", column), carried_in);
        numbers.insert(("new", column), intake - carried_in);
        if groups {
            for ((group, _), rows) in form::groups(form) {
                let sum = rows.iter().map(|(row, _)| numbers[&(*row, column)]).sum();
                numbers.insert((group, column), sum);
            }
        }
    }
    let rows: Vec<&str> = numbers
        .keys()
        .filter(|(_, column)| *column == 0)
        .map(|(row, _)| *row)
        .collect();
    for row in rows {
        let parts: Vec<i64> = (0..6).map(|column| numbers[&(row, column)]).collect();
        for ((column, _), value) in APPLICANTS.iter().zip(parts.iter().copied().chain([parts.iter().sum()])) {
            cells.insert(format!("requests.{row}.{column}"), value.to_string());
        }
    }
}

/// Blanks some of a consistent report's zeros, such that every sum stays checkable: whole columns of table three, or
/// results here and there, and parts of table four.
pub fn with_blanks(sample: BoxedStrategy<Sample>) -> BoxedStrategy<Sample> {
    let sign = prop::sample::select(vec!["", "", "", "/", "-", "—"]);
    (sample, any::<bool>(), vec(0_u8..100, 400), sign)
        .prop_map(|(mut sample, whole_columns, dice, sign)| {
            let zeros: Vec<String> = sample
                .cells
                .iter()
                .filter(|(_, text)| *text == "0")
                .map(|(cell, _)| cell.clone())
                .collect();
            for (cell, die) in zeros.iter().zip(dice.iter().cycle()) {
                let mut parts = cell.split('.');
                let (table, column) = (
                    parts.next().unwrap_or_default(),
                    cell.rsplit('.').next().unwrap_or_default(),
                );
                let blank = match table {
                    "requests" if whole_columns => {
                        // A column goes blank when nothing stands in it, 总计 never.
                        column != "total"
                            && sample
                                .cells
                                .iter()
                                .filter(|(other, _)| {
                                    other.starts_with("requests.") && other.ends_with(&format!(".{column}"))
                                })
                                .all(|(_, text)| matches!(text.as_str(), "0") || text.as_str() == sign)
                    }
                    "requests" => {
                        column != "total"
                            && !cell.starts_with("requests.outcomes_total")
                            && !cell.starts_with("requests.carried_out")
                            && *die < 40
                            && !form::GROUPS
                                .iter()
                                .any(|((group, _), _)| *cell == format!("requests.{group}.{column}"))
                    }
                    "reviews" => column != "total" && *die < 40,
                    _ => *die < 20,
                };
                if blank {
                    sample.cells.insert(cell.clone(), sign.to_owned());
                }
            }
            sample
        })
        .boxed()
}
