//! A made-up county, 云岭县: eighty agencies over two years, with faults planted among them. All agencies and numbers are made up.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

use super::docx;
use super::html;
use super::set::{Dice, Paper, plus, random, sum};
use super::workbook;

/// A fault that was planted: the rule that must tell it, its weight, whose it is and in which year.
pub type Planted = (&'static str, &'static str, &'static str, u16);

/// The county's reports, the roster of its agencies, and what must be told of them.
pub struct County {
    pub papers: Vec<Paper>,
    pub roster: String,
    pub planted: Vec<Planted>,
}

impl County {
    /// An agency's report, of those that count.
    pub fn paper(&self, name: &str, year: u16) -> &Paper {
        let agency = named(name);
        let mut papers = self.papers.iter();
        let is_it = |paper: &&Paper| paper.sample.agency == agency && paper.sample.year == year;
        papers.find(is_it).expect("a report")
    }

    /// The reports that the government's report of a year is the sum of.
    pub fn summed(&self, year: u16) -> Vec<Paper> {
        let is_one = |paper: &&Paper| paper.sample.year == year && paper.modified == Some(COUNTED);
        self.papers.iter().filter(is_one).cloned().collect()
    }
}

/// When the reports that count were written.
const COUNTED: u64 = 1_700_000_000;

const DEPARTMENTS: [&str; 56] = [
    "人民政府办公室",
    "发展和改革局",
    "教育局",
    "科技局",
    "工业和信息化局",
    "民族宗教事务局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "住房和城乡建设局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康局",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "信访局",
    "林业局",
    "行政审批服务局",
    "城市管理局",
    "国有资产监督管理委员会",
    "机关事务管理局",
    "档案局",
    "粮食和物资储备局",
    "体育发展中心",
    "招商服务中心",
    "水文站管理处",
    "供销合作社联合办公室",
    "地震监测中心",
    "金融工作办公室",
    "人民防空办公室",
    "园林绿化中心",
    "公路养护中心",
    "渔业发展中心",
    "茶叶发展办公室",
    "图书馆",
    "文化馆",
    "博物馆",
    "疾病预防控制中心",
    "农业技术推广中心",
    "水土保持站",
    "就业服务中心",
    "社会保险服务中心",
    "不动产登记中心",
    "项目建设服务中心",
    "供水排水中心",
    "青少年活动中心",
];
const TOWNS: &str = "青石白沙红岩黄坪紫溪东湾西岭南浦北塘中埠上桥下渡高潭长林清河新集永丰安和平山大河";

/// Agencies without a report this year.
pub const MISSING: [&str; 2] = ["信访局", "档案局"];
/// Agencies whose reports were written by a word processor that no test has: their files lie in `tests/set`.
pub const BY_HAND: [(&str, &str); 4] = [
    ("2024/部门/民政局", "doc"),
    ("2023/部门/林业局", "doc"),
    ("2024/部门/统计局", "pdf"),
    ("2023/部门/交通运输局", "pdf"),
];

/// The county's agencies but its government, without the county's name.
pub fn agencies() -> Vec<String> {
    let mut names: Vec<String> = DEPARTMENTS.iter().map(|name| (*name).to_owned()).collect();
    let chars: Vec<char> = TOWNS.chars().collect();
    for (index, pair) in chars.chunks(2).enumerate() {
        let stem: String = pair.iter().collect();
        let end = ["镇人民政府", "乡人民政府", "街道办事处"][index % 3];
        names.push(format!("{stem}{end}"));
    }
    names.extend(["经济开发区管理委员会", "高新技术产业园区管理委员会"].map(str::to_owned));
    names
}

fn named(name: &str) -> String {
    format!("云岭县{name}")
}

/// This year's report of an agency, following from last year's.
fn next(last: &Paper, dice: &mut Dice) -> Paper {
    let agency = last.sample.agency.clone();
    let carried = last.number("requests.carried_out.natural");
    let mut now = random(&agency, 2024, dice);
    let granted = 1 + carried;
    now = now.requests(&[(0, carried)], &[("granted", 0, granted)], &[]);
    let (issued, repealed) = (now.number("disclosure.normative.issued"), 0);
    let stock = last.number("disclosure.normative.in_force") + issued - repealed;
    now.with("disclosure.normative.repealed", repealed)
        .with("disclosure.normative.in_force", stock)
}

const COPIED: &str = "（一）存在的主要问题。一是部分站所对公开工作认识不足，公开内容更新滞后；二是解读形式单一，群众参与度不高；三是业务人员变动频繁，答复文书质量参差不齐。\n（二）改进情况。一是把公开工作列入站所年度目标；二是增加现场问答和短视频解读；三是实行答复文书两级审核，每季度开展一次案例讲评。";
const REPEATED: &str = "（一）存在的主要问题。一是低保、救助信息公开不够细，村级公示栏维护不及时；二是主动回应群众关切不够；三是养老服务信息分散在多个栏目，查询不便。\n（二）改进情况。一是按月公开救助对象和标准；二是开通养老服务查询专栏；三是安排专人维护村级公示栏并留存照片备查。";

/// Both years, with every fault of groups G and J and one of H a year.
pub fn county() -> County {
    let mut dice = Dice(2024);
    let names = agencies();
    let last: Vec<Paper> = names.iter().map(|name| random(&named(name), 2023, &mut dice)).collect();
    let now: Vec<Paper> = last.iter().map(|paper| next(paper, &mut dice)).collect();
    let mut county = County {
        papers: Vec::new(),
        roster: String::new(),
        planted: Vec::new(),
    };
    let (mut last, mut now) = (last, now);
    county.plant_years(&names, &mut last, &mut now);
    county.plant_copies(&names, &mut now);
    county.plant_sums(&names, last, now);
    county
}

fn at<'a>(names: &[String], papers: &'a mut [Paper], name: &str) -> &'a mut Paper {
    let index = names.iter().position(|other| other == name).expect("an agency");
    &mut papers[index]
}

impl County {
    fn plant(&mut self, code: &'static str, severity: &'static str, name: &'static str, year: u16) {
        self.planted.push((code, severity, name, year));
    }

    fn plant_years(&mut self, names: &[String], last: &mut [Paper], now: &mut [Paper]) {
        // A name that changed is no fault.
        let before = at(names, last, "教育局");
        before.sample.agency = named("教育和体育局");
        before.signature = named("教育和体育局");
        let water = at(names, last, "水利局");
        *water = water.clone().requests(&[], &[], &[(0, 5)]);
        self.plant("G01", "error", "水利局", 2024);
        let law = at(names, now, "司法局");
        *law = law.clone().add("disclosure.normative.in_force", 4);
        self.plant("G02", "warning", "司法局", 2024);
        for (papers, count) in [(&mut *last, 200), (&mut *now, 210)] {
            let money = at(names, papers, "财政局");
            *money = Paper::new(&money.sample.agency, money.sample.year).requests(&[], &[("granted", 0, count)], &[]);
        }
        let money = at(names, now, "财政局");
        *money = money.clone().said("全年新收政府信息公开申请210件，同比增长15%。");
        self.plant("G03", "warning", "财政局", 2024);
        for papers in [&mut *last, &mut *now] {
            let home = at(names, papers, "民政局");
            *home = home.clone().problems(REPEATED);
        }
        self.plant("G04", "warning", "民政局", 2024);
        let numbers = Paper::new(&named("统计局"), 2023).with("disclosure.penalty.decisions", 17);
        *at(names, last, "统计局") = numbers.clone();
        let mut same = Paper::new(&named("统计局"), 2024);
        same.sample.cells = numbers.sample.cells;
        *at(names, now, "统计局") = same;
        self.plant("G05", "warning", "统计局", 2024);
        let police = at(names, last, "公安局");
        *police = police
            .clone()
            .add("reviews.litigation_direct.pending", 9)
            .add("reviews.litigation_direct.total", 9);
        self.plant("G06", "info", "公安局", 2024);
    }

    fn plant_copies(&mut self, names: &[String], now: &mut [Paper]) {
        for name in ["林业局", "商务局"] {
            let paper = at(names, now, name);
            *paper = paper.clone().problems(COPIED);
        }
        // Of two that are word for word the same the first of the list is told.
        self.plant("J01", "warning", "商务局", 2024);
        let health = at(names, now, "卫生健康局");
        health.other = vec!["云岭县医疗保障局2024年未收取政府信息公开信息处理费。".to_owned()];
        self.plant("J06", "warning", "卫生健康局", 2024);
        let audit = at(names, now, "审计局");
        *audit = audit.clone().at("2023/审计局.docx");
        self.plant("J04", "warning", "审计局", 2024);
        let lake = Paper::new(&named("渔业发展中心"), 2024)
            .requests(&[], &[("granted", 0, 31), ("partial", 0, 2)], &[])
            .with("disclosure.licensing.decisions", 46);
        let mut tea = Paper::new(&named("茶叶发展办公室"), 2024);
        tea.sample.cells = lake.sample.cells.clone();
        // Neither has a last year to follow from.
        *at(names, now, "渔业发展中心") = lake;
        *at(names, now, "茶叶发展办公室") = tea;
        self.plant("J05", "warning", "茶叶发展办公室", 2024);
    }

    fn plant_sums(&mut self, names: &[String], mut last: Vec<Paper>, mut now: Vec<Paper>) {
        for name in ["渔业发展中心", "茶叶发展办公室"] {
            *at(names, &mut last, name) = Paper::new(&named(name), 2023);
        }
        let market = at(names, &mut last, "市场监督管理局")
            .clone()
            .with("disclosure.penalty.decisions", 812);
        *at(names, &mut last, "市场监督管理局") = market.clone();
        let whole = plus(sum(&named("人民政府"), 2023, &last), &market, 1);
        self.plant("H02", "warning", "人民政府", 2023);
        let permits = at(names, &mut now, "行政审批服务局")
            .clone()
            .with("disclosure.licensing.decisions", 3417);
        *at(names, &mut now, "行政审批服务局") = permits.clone();
        for name in MISSING {
            self.plant("H04", "warning", name, 2024);
        }
        now.retain(|paper| !MISSING.iter().any(|name| paper.sample.agency == named(name)));
        let part = plus(sum(&named("人民政府"), 2024, &now), &permits, -1);
        self.plant("H03", "error", "人民政府", 2024);
        // What is counted twice in one year and left out in the next is not carried on either.
        self.plant("G01", "error", "人民政府", 2024);
        self.plant("G02", "warning", "人民政府", 2024);
        let tax = random(
            &named("税务局").replace("云岭县", "国家税务总局云岭县"),
            2024,
            &mut Dice(5),
        );
        // Two copies, and an older version.
        let copy = at(names, &mut now.clone(), "交通运输局")
            .clone()
            .at(&format!("2024/部门/交通运输局（副本）.{}", ending("交通运输局")));
        self.plant("J02", "info", "交通运输局", 2024);
        let mut older = at(names, &mut now.clone(), "应急管理局")
            .clone()
            .with("disclosure.compulsion.decisions", 77);
        older = older.at("2024/部门/应急管理局（旧）.txt");
        older.modified = Some(1);
        self.plant("J03", "warning", "应急管理局", 2024);
        for (year, papers, government) in [(2023, last, whole), (2024, now, part)] {
            for mut paper in papers {
                paper.modified = Some(COUNTED);
                let path = format!("{year}/{}", folder_and_file(&paper));
                let moved = paper.path.starts_with("2023/") && year == 2024;
                self.papers.push(if moved { paper } else { paper.at(&path) });
            }
            self.papers.push(government.at(&format!("{year}/云岭县人民政府.docx")));
        }
        self.papers.extend([tax.at("2024/部门/税务局.txt"), copy, older]);
        self.write_roster(names);
    }

    fn write_roster(&mut self, names: &[String]) {
        let mut lines = vec![
            "单位,上级,类别,曾用名,起始年度,终止年度,汇总,文件夹".to_owned(),
            "云岭县人民政府,,县区政府,,,,,".to_owned(),
        ];
        for name in names {
            let former = if name == "教育局" {
                "云岭县教育和体育局"
            } else {
                ""
            };
            lines.push(format!("{},云岭县人民政府,,{former},,,计入,", named(name)));
        }
        self.roster = lines.join("\n");
    }
}

/// Departments and townships lie in folders of their own.
fn folder_and_file(paper: &Paper) -> String {
    let agency = &paper.sample.agency;
    let name = agency.strip_prefix("云岭县").unwrap_or(agency);
    let folder = if name.ends_with("镇人民政府") || name.ends_with("乡人民政府") || name.ends_with("街道办事处")
    {
        "乡镇街道"
    } else {
        "部门"
    };
    format!("{folder}/{name}.{}", ending(name))
}

/// Reports come as what people write them with.
fn ending(name: &str) -> &'static str {
    ["docx", "txt", "html", "xlsx"][name.chars().count() % 4]
}

/// What a paper's file holds, by its ending.
pub fn bytes(paper: &Paper) -> Vec<u8> {
    let pieces = paper.pieces();
    match paper.path.rsplit('.').next() {
        Some("docx") => docx::render_pieces(&pieces),
        Some("html") => html::render_pieces(&pieces, html::Style::Page).into_bytes(),
        Some("xlsx") => workbook::xlsx_of(&pieces),
        _ => paper.text().into_bytes(),
    }
}

pub fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/set")
}

/// The file in `tests/set` that holds a report, if a word processor wrote it.
pub fn by_hand(paper: &Paper) -> Option<PathBuf> {
    let (stem, _) = paper.path.rsplit_once('.')?;
    let (stem, ending) = BY_HAND.iter().find(|found| found.0 == stem)?;
    Some(kept().join(format!("{}.{ending}", stem.replace('/', "-"))))
}

/// The county as files.
pub fn files(county: &County) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(county, folder.path());
    folder
}

/// Writes the county's files into a folder.
pub fn write_files(county: &County, folder: &Path) {
    for paper in &county.papers {
        let mut path = folder.join("云岭县").join(&paper.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        if let Some(kept) = by_hand(paper) {
            path.set_extension(kept.extension().expect("an ending"));
            fs::copy(&kept, &path).expect("a file of tests/set");
        } else {
            fs::write(&path, bytes(paper)).expect("a file");
        }
        if let Some(seconds) = paper.modified {
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            fs::File::options()
                .append(true)
                .open(&path)
                .expect("the file")
                .set_modified(time)
                .expect("its time");
        }
    }
    fs::write(
        folder.join("云岭县/2024/部门/关于召开会议的通知.txt"),
        "各乡镇：定于周三召开会议。",
    )
    .expect("a file");
    fs::write(folder.join("名单.csv"), &county.roster).expect("the roster");
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(folder).arg("set").args(arguments);
    command.output().expect("the command runs")
}

pub fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn read(folder: &TempDir, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Agencies of the sample of the page.
const FEW: [&str; 14] = [
    "教育局",
    "水利局",
    "民政局",
    "司法局",
    "商务局",
    "林业局",
    "财政局",
    "公安局",
    "科技局",
    "卫生健康局",
    "交通运输局",
    "统计局",
    "青石镇人民政府",
    "紫溪街道办事处",
];

/// Another number than the table of any agency.
const SAID_WRONG: &str = "全年新收政府信息公开申请199件。";

/// The page's sample of a set: 30 reports of a few agencies over two years. One contradicts itself, one does not follow from last
/// year's, one is missing, two are alike, the government has left one out, and one reports up its own line.
pub fn few() -> Vec<Paper> {
    let mut dice = Dice(30);
    let mut last: Vec<Paper> = FEW.iter().map(|name| random(&named(name), 2023, &mut dice)).collect();
    let mut now: Vec<Paper> = last.iter().map(|paper| next(paper, &mut dice)).collect();
    let paper = |papers: &mut Vec<Paper>, name: &str, change: fn(Paper) -> Paper| {
        let agency = named(name);
        let found = papers.iter_mut().find(|paper| paper.sample.agency == agency);
        let found = found.expect("an agency of the sample");
        *found = change(found.clone());
    };
    let government = named("人民政府");
    let whole = sum(&government, 2023, &last);
    now.retain(|paper| paper.sample.agency != named("科技局"));
    let left_out = now.remove(0);
    let part = sum(&government, 2024, &now);
    now.insert(0, left_out);
    // What is planted from here on stands in no sum.
    paper(&mut last, "水利局", |paper| paper.requests(&[], &[], &[(0, 5)]));
    let whole = plus(whole, &Paper::new(&government, 2023).requests(&[], &[], &[(0, 5)]), 1);
    paper(&mut now, "司法局", |paper| paper.said(SAID_WRONG));
    for name in ["商务局", "林业局"] {
        paper(&mut now, name, |paper| paper.problems(COPIED));
    }
    let all = [(2023, last, whole), (2024, now, part)];
    let placed = all.into_iter().flat_map(|(year, papers, government)| {
        let place = move |paper: Paper| {
            let name = paper.sample.agency.replace("云岭县", "");
            paper.at(&format!("云岭县/{year}/{name}.txt"))
        };
        papers.into_iter().chain([government]).map(place).collect::<Vec<_>>()
    });
    let tax = random("国家税务总局云岭县税务局", 2024, &mut dice).at("云岭县/2024/税务局.txt");
    placed.chain([tax]).collect()
}
