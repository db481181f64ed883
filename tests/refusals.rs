//! What cannot be checked is refused with a reason, and not a single number is shown.

mod support;

use gouji::language::Lang;
use gouji::review::{Review, Verdict};
use gouji::{Options, check};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{TestCaseResult, TestRunner};

use support::asks::{cells, found, lawful, listed, review};
use support::codec::{Encoding, encode};
use support::form::{Form, request_labels};
use support::grid::{Piece, pieces};
use support::layout::{Layout, render, render_pieces};
use support::sample::{Sample, consistent};

fn fixed() -> Sample {
    let mut runner = TestRunner::deterministic();
    consistent(Form::F2021, false)
        .new_tree(&mut runner)
        .expect("a report")
        .current()
}

/// Whether the answer is a refusal with a reason and without a number.
fn refused(review: &Review) -> TestCaseResult {
    prop_assert_eq!(review.summary.verdict, Verdict::Unsupported, "{:#?}", listed(review));
    let reason = review
        .summary
        .reason
        .as_ref()
        .map_or_else(String::new, |reason| reason.get(Lang::Zh));
    prop_assert!(reason.chars().count() >= 6, "the reason is no sentence: “{reason}”");
    prop_assert!(
        cells(review).values().all(|cell| cell.value.is_none()),
        "a refused document shows numbers"
    );
    prop_assert_eq!(review.summary.identities.checked, 0);
    lawful(review)
}

fn assert_refused(review: &Review) {
    if let Err(broken) = refused(review) {
        let text: String = review.report.document.text.chars().take(400).collect();
        panic!("{broken}\n--- from ---\n{text}");
    }
}

const OLD_FORM: &str = "海盐县统计局2016年政府信息公开工作年度报告\n\
    根据《中华人民共和国政府信息公开条例》，编制本报告。\n\
    政府信息公开情况统计表\n（2016年度）\n\
    统计指标\t单位\t统计数\n\
    一、主动公开情况\t——\t——\n\
    （一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t条\t232\n\
    其中：主动公开规范性文件数\t条\t3\n制发规范性文件总数\t件\t3\n\
    （二）通过不同渠道和方式公开政府信息的情况\t——\t——\n\
    1.政府公报公开政府信息数\t条\t0\n2.政府网站公开政府信息数\t条\t126\n3.政务微博公开政府信息数\t条\t33\n\
    4.政务微信公开政府信息数\t条\t38\n5.其他方式公开政府信息数\t条\t55\n\
    二、回应解读情况\t——\t——\n（一）回应公众关注热点或重大舆情数\t次\t2\n\
    三、依申请公开情况\t——\t——\n（一）收到申请数\t件\t7\n1.当面申请数\t件\t1\n2.传真申请数\t件\t0\n\
    3.网络申请数\t件\t6\n4.信函申请数\t件\t0\n（二）申请办结数\t件\t7\n1.按时办结数\t件\t7\n2.延期办结数\t件\t0\n\
    （三）申请答复数\t件\t7\n1.属于已主动公开范围数\t件\t1\n2.同意公开答复数\t件\t4\n3.同意部分公开答复数\t件\t0\n\
    4.不同意公开答复数\t件\t0\n其中：涉及国家秘密\t件\t0\n涉及商业秘密\t件\t0\n\
    5.不属于本行政机关公开数\t件\t1\n6.申请信息不存在数\t件\t1\n\
    四、行政复议数量\t件\t0\n（一）维持具体行政行为数\t件\t0\n（二）被依法纠错数\t件\t0\n（三）其他情形数\t件\t0\n\
    五、行政诉讼数量\t件\t0\n六、举报投诉数量\t件\t0\n七、依申请公开信息收取的费用\t万元\t0\n\
    八、机构建设和保障经费情况\t——\t——\n（一）政府信息公开工作专门机构数\t个\t1\n\
    九、政府信息公开会议和培训情况\t——\t——\n（一）召开政府信息公开工作会议或专题会议数\t次\t2\n";

#[test]
fn the_statistics_table_of_earlier_years_is_named_and_refused() {
    for text in [
        OLD_FORM.to_owned(),
        // One value a line.
        OLD_FORM.replace('\t', "\n"),
        OLD_FORM.replace('\t', " "),
        format!(
            "<table>{}</table>",
            OLD_FORM
                .lines()
                .map(|line| format!("<tr><td>{}</td></tr>", line.replace('\t', "</td><td>")))
                .collect::<Vec<_>>()
                .concat()
        ),
    ] {
        let review = review(&text);
        assert_refused(&review);
        assert!(!found(&review, "C09").is_empty(), "{:#?}\n{text}", listed(&review));
    }
}

#[test]
fn a_report_without_its_tables_is_refused() {
    let kept: Vec<Piece> = pieces(&fixed())
        .into_iter()
        .filter(|piece| !matches!(piece, Piece::Table(_)))
        .collect();
    for layout in [
        Layout::BrowserRows,
        Layout::Paragraphs,
        Layout::Html(support::html::Style::Page),
    ] {
        let text = match layout {
            Layout::Html(style) => support::html::render_pieces(&kept, style),
            _ => render_pieces(&kept, layout),
        };
        assert_refused(&review(&text));
    }
}

#[test]
fn labels_without_a_single_number_are_not_read_as_zeros() {
    let mut sample = fixed();
    for text in sample.cells.values_mut() {
        text.clear();
    }
    for layout in [
        Layout::CellLines,
        Layout::CellLinesPadded,
        Layout::BrowserRows,
        Layout::Lines,
        Layout::Paragraphs,
        Layout::PipeRows,
        Layout::Markdown,
        Layout::Pdf(support::pdf::Style::WRAP_AFTER),
        Layout::Html(support::html::Style::Plain),
        Layout::Html(support::html::Style::Word),
    ] {
        let review = review(render(&sample, layout));
        assert_refused(&review);
    }
}

#[test]
fn lines_that_a_scraper_has_stripped_of_their_doubles_are_not_read_as_zeros() {
    // Each line only once: nearly every "0" is gone.
    let mut runner = TestRunner::deterministic();
    let sample = support::sample::narrow(Form::F2021)
        .new_tree(&mut runner)
        .expect("a report")
        .current();
    let text = render(&sample, Layout::Lines);
    let mut seen = std::collections::BTreeSet::new();
    let text: Vec<&str> = text.lines().filter(|line| seen.insert(*line)).collect();
    let review = review(text.join("\n"));
    let wrong = support::asks::wrong_numbers(&sample, &review);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_ne!(review.summary.verdict, Verdict::Consistent);
    support::asks::obeys_the_laws(&review);
}

const NOVEL: &str = "第一回 甄士隐梦幻识通灵 贾雨村风尘怀闺秀\n\
    此开卷第一回也。作者自云：因曾历过一番梦幻之后，故将真事隐去，而借“通灵”之说，撰此《石头记》一书也。\n\
    原来女娲氏炼石补天之时，于大荒山无稽崖炼成高经十二丈、方经二十四丈顽石三万六千五百零一块。\n\
    娲皇氏只用了三万六千五百块，只单单剩了一块未用，便弃在此山青埂峰下。\n";

const RESUME: &str = "个人简历\n姓名\t张三\t性别\t男\n出生年月\t1990年5月\t电话\t13800000000\n\
    工作经历\n2015年\t2018年\t某科技公司\t软件工程师\n2018年\t2023年\t某研究院\t高级工程师\n\
    总计\t8\n其他\t熟悉政府信息公开工作\n";

const NEWS: &str = "我县召开政府信息公开工作推进会\n发布时间：2023-05-04 来源：县政府办\n\
    5月3日，我县召开2023年政府信息公开工作推进会。会议通报了一季度情况：全县主动公开政府信息1234条，收到依申请公开56件，\
    其中予以公开30件、部分公开6件、不予公开5件，其他处理15件；行政复议2件，行政诉讼1件。\n会议要求，各单位要认真编制政府信息公开工作年度报告。\n";

const GUIDE: &str = "海盐县统计局政府信息公开指南\n一、公开内容\n规章、规范性文件、行政许可、行政处罚、行政强制、行政事业性收费。\n\
    二、申请\n自然人、法人或其他组织可以申请公开政府信息。\n受理时间：8:30-11:30，14:00-17:00\n电话：0573-86112345\n";

#[test]
fn another_kind_of_document_is_refused() {
    for text in [
        NOVEL,
        RESUME,
        NEWS,
        GUIDE,
        "12345",
        "你好",
        "0\t0\t0\t0\t0\t0\t0\n".repeat(25).as_str(),
    ] {
        assert_refused(&review(text));
    }
    assert_refused(&review(format!(
        "<html><body>{}</body></html>",
        NOVEL.replace('\n', "<p>")
    )));
    assert_refused(&review(
        "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
    ));
}

#[test]
fn a_text_whose_characters_are_lost_is_refused() {
    let text = render(&fixed(), Layout::BrowserRows);
    // A PDF whose fonts map to nothing.
    let lost: String = text
        .chars()
        .map(|c| if c.is_ascii() || c == '\n' { c } else { '\u{fffd}' })
        .collect();
    assert_refused(&review(&lost));
    let only_lost: String = text.chars().map(|c| if c == '\n' { c } else { '\u{fffd}' }).collect();
    assert_refused(&review(&only_lost));
    // UTF-8 read as Latin-1 and saved again.
    let mojibake: String = text
        .bytes()
        .map(char::from)
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .collect();
    assert_refused(&review(&mojibake));
}

fn refusal(bytes: &[u8]) -> (String, String) {
    match check(bytes, Some("file"), &Options::default()) {
        Err(error) => (error.message(Lang::Zh), error.message(Lang::En)),
        Ok(review) => panic!("accepted as {:?}: {:#?}", review.summary.verdict, listed(&review)),
    }
}

fn assert_sentences((chinese, english): &(String, String)) {
    assert!(chinese.ends_with('。') && chinese.chars().count() > 8, "{chinese}");
    assert!(english.ends_with('.') && english.split(' ').count() > 4, "{english}");
}

#[test]
fn files_cut_off_and_pictures_are_refused_by_name() {
    for (bytes, name) in [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n".to_vec(), "PDF"),
        (
            b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00[Content_Types].xml".to_vec(),
            "ZIP",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
                .iter()
                .copied()
                .chain([0; 600])
                .collect(),
            "Office",
        ),
        (b"{\\rtf1\\ansi\\ansicpg936 \\'b1\\'a8\\'b8\\'e6".to_vec(), "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec(), "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF".to_vec(), "JPEG"),
        (b"Rar!\x1a\x07\x01\x00".to_vec(), "RAR"),
    ] {
        let sentences = refusal(&bytes);
        assert_sentences(&sentences);
        assert!(
            sentences.0.contains(name) && sentences.1.contains(name),
            "{sentences:?} does not name {name}"
        );
    }
}

#[test]
fn nothing_and_bytes_that_are_no_text_are_refused() {
    for bytes in [
        &b""[..],
        b" \n\t\r\n",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf \n",
        &[0; 4000],
        b"\x00\x01\x02\x03\x00\x00\xfe\xca",
    ] {
        assert_sentences(&refusal(bytes));
    }
}

#[test]
fn more_than_ten_megabytes_are_refused() {
    let text = render(&fixed(), Layout::BrowserRows);
    let limit = 10 * 1024 * 1024;
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(limit + 1, b'\n');
    assert_sentences(&refusal(&bytes));
}

proptest! {
    #![proptest_config(support::cases(30))]

    #[test]
    fn a_refused_text_shows_no_number_whatever_its_encoding(
        text in prop::sample::select(vec![NOVEL, RESUME, NEWS, GUIDE, OLD_FORM]),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
    ) {
        refused(&review(encode(text, encoding)))?;
    }

    #[test]
    fn labels_in_running_text_are_no_table(order in Just(request_labels(Form::F2021)).prop_shuffle(), take in 1_usize..25) {
        // A circular that names the rows, in whatever order, with numbers of its own.
        let names: Vec<&str> = order[..take].iter().map(|(_, label)| *label).collect();
        let text = format!(
            "关于填报说明的通知\n各单位填报时请注意“{}”等栏目，于2023年1月31日前报送，联系电话12345。\n",
            names.join("”“")
        );
        refused(&review(&text))?;
    }
}
