//! What is seen of a page, and how it is set: a number is read as it stands before the reader's eyes, or not at all.

use std::fs;

use gouji::document::Reason;
use gouji::report::State;
use gouji::review::Review;
use gouji::{Options, check};

/// What must be read in the cell of the first row: its number, nothing, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    Number(i64),
    Blank,
    Not(Reason),
}

use Read::{Blank, Not, Number};
use Reason::{Glued, Hidden, NotANumber, Object, SetCharacters, TwoNumbers};

/// A page whose first cell of numbers is written otherwise, with something in its head.
fn page(head: &str, cell: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/reading/html_img_number.html");
    let page = fs::read_to_string(path).expect("a page");
    let plain = "<td><img alt=\"3001\" src=\"x.png\"></td>";
    assert_eq!(page.matches(plain).count(), 1);
    page.replace(plain, cell).replace("</head>", &format!("{head}</head>"))
}

fn first_cell(review: &Review) -> Read {
    let (_, cell) = review
        .report
        .cells()
        .find(|(id, _)| id.to_string() == "requests.new.natural")
        .expect("the cell");
    match (cell.value, cell.state) {
        (Some(value), _) => Number(i64::try_from(value).unwrap_or(-1)),
        (None, State::Blank) => Blank,
        (None, state) => Not(state.reason().unwrap_or(Reason::GaveUp)),
    }
}

fn holds(head: &str, cell: &str, expected: Read) -> Option<String> {
    let review = check(page(head, cell).as_bytes(), None, &Options::default()).expect("a review");
    let read = first_cell(&review);
    let others = review.report.cells().filter(|(_, cell)| cell.value.is_some()).count();
    let whole = if matches!(expected, Number(_)) { 200 } else { 199 };
    if read != expected || others != whole {
        return Some(format!(
            "{head} {cell}: {read:?} and {others} numbers, not {expected:?} and {whole}"
        ));
    }
    // A number that is read agrees with the sums, one that is not is left out of them.
    let errors: Vec<_> = review
        .findings
        .iter()
        .filter(|finding| matches!(finding.rule.code, "A01" | "A03"))
        .collect();
    (expected == Number(3001) && !errors.is_empty()).then(|| format!("{head} {cell}: {errors:?}"))
}

fn all_hold(cases: &[(&str, &str, Read)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(head, cell, read)| holds(head, cell, *read))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_beside_a_number_are_no_digits_of_it() {
    let marks = [
        "<sup>1</sup>",
        "<SUP>1</SUP>",
        "<sub>2</sub>",
        "<sup>[1]</sup>",
        "<sup>①</sup>",
        "<sup>注</sup>",
        "<sup>*</sup>",
        " <sup>[2]</sup>",
        "<sup><a href=\"#_ftn1\"><span>[1]</span></a></sup>",
        "<a href=#f><span style='vertical-align: super'>1</span></a>",
        "<span style=\"vertical-align:sub\">1</span>",
        "<span style=\"VERTICAL-ALIGN: SUPER\">1</span>",
        "<span style=\"vertical-align:5px\">1</span>",
        "<span style=\"vertical-align:-25%\">1</span>",
        "<span style=\"vertical-align:.4em\">1</span>",
        "<span style=\"vertical-align:super!important;vertical-align:baseline\">1</span>",
        "<span style=\"vertical-align:text-top;font-size:60%\">1</span>",
        "<span style='position:relative;top:-4.0pt;mso-text-raise:4.0pt'>1</span>",
        "<span style='position:relative;bottom:.5em'>1</span>",
        "<span style='position:absolute;top:-4px;font-size:8px'>1</span>",
        "<font size=1 style='position:relative;top:-.5em'>1</font>",
        "<sup style='vertical-align:baseline;position:relative;top:-.5em'>1</sup>",
        "<sup><span style='vertical-align:baseline'>1</span></sup>",
        "<span class=\"x\">1</span>",
        "<span class='b x c'><b>1</b></span>",
        "<i id=note>1</i>",
        "<i><em>1</em></i>",
    ];
    let head = "<style type='text/css'>\n<!-- /* styles */\n@font-face {font-family:x; src:url(a;b)}\n\
        p.MsoNormal, .x, #note{mso-x:y;vertical-align:super;}\ni > em { vertical-align: super }\n--></style>";
    let mut cases: Vec<(&str, String, Read)> = Vec::new();
    for mark in marks {
        cases.push((head, format!("<td>3001{mark}</td>"), Number(3001)));
        cases.push((
            head,
            format!("<td><p class=MsoNormal style='vertical-align:super'><span>3001</span>{mark}</p></td>"),
            Number(3001),
        ));
        cases.push((head, format!("<td>{mark}</td>"), Not(SetCharacters)));
    }
    cases.retain(|(_, cell, _)| {
        !["注", "①", "*", "[2]", "[1]"].iter().any(|sign| cell.contains(sign)) || cell.contains("3001")
    });
    let cases: Vec<(&str, &str, Read)> = cases
        .iter()
        .map(|(head, cell, read)| (*head, cell.as_str(), *read))
        .collect();
    all_hold(&cases);
}

#[test]
fn what_stands_in_the_line_is_part_of_the_number() {
    let head = "<style>.x{vertical-align:super}.y{vertical-align:baseline} div .x{color:red}\n\
        @media print{.z{display:none}} @media screen and (max-width: 700px){.z{display:none}}\
        .z:hover, .z::after, .w .z, td+.z{display:none} @page{size:a4} .z{color:red;}</style>";
    let cells = [
        "<td style='vertical-align:super'>3001</td>",
        "<td style='vertical-align:top' valign=top>3001</td>",
        "<td><span style='vertical-align:middle'>3001</span></td>",
        "<td><span style='vertical-align:top'>3001</span></td>",
        "<td><p style='vertical-align:super'>3001</p></td>",
        "<td>30<sup class=y>01</sup></td>",
        "<td>30<sup style='vertical-align:baseline'>01</sup></td>",
        "<td>30<span style='vertical-align:super;vertical-align:baseline'>01</span></td>",
        "<td>30<span class='x' style='vertical-align:baseline'>01</span></td>",
        "<td>30<span class='x y'>01</span></td>",
        "<td>30<span class='y x' style='vertical-align:inherit'>01</span></td>",
        "<td>30<span style='position:relative;top:0'>01</span></td>",
        "<td>30<span style='top:-5px'>01</span></td>",
        "<td>30<s style='text-decoration:none'>01</s></td>",
        "<td>30<u>01</u></td>",
        "<td>30<ins>01</ins></td>",
        "<td>30<span style='text-decoration:underline'>01</span></td>",
        "<td>30<span style='text-decoration:line-through;text-decoration:none'>01</span></td>",
        "<td><s>7</s>3001</td>",
        "<td>30<span class=z>01</span></td>",
        "<td>30<span class=Z>01</span></td>",
        "<td>30<span style='display:none;display:inline'>01</span></td>",
        "<td>30<span hidden style='display:inline'>01</span></td>",
        "<td>30<span style='opacity:1;visibility:visible'>01</span></td>",
        "<td style='visibility:hidden'><span style='visibility:visible'>3001</span></td>",
        "<td style='font-size:0'><span style='font-size:12px'>3001</span></td>",
        "<td style='width:1px;overflow:hidden'>3001</td>",
        "<td>30<span style='width:0;overflow:hidden'>01</span></td>",
        "<td style='text-indent:-2em;margin-left:-5px'>3001</td>",
        "<td>30<span style='mso-hide:none;mso-spacerun:yes'>01</span></td>",
        "<td style='font:12px/1.5 宋体'>3001</td>",
        "<td style='font:bold 400 1em a'>3001</td>",
        "<td>3001<br></td>",
        "<td><p>3001</p><p>&nbsp;</p></td>",
        "<td><span style='color:rgba(0,0,0,.87)'>3001</span></td>",
        "<td><del><b>7</b></del>3001</td>",
        "<td><b><s>7</b></s>3001</td>",
        "<td><s>7<td>3001",
        "<td><ruby>3001<rp>(</rp><rt>1</rt><rp>)</rp></ruby></td>",
        "<td><ruby>3001<rt>三千</ruby></td>",
        "<td><!--9-->3001<script>document.write(9)</script><style>9</style></td>",
        "<td>3001<img src=a.gif width=1 height=1></td>",
        "<td>3001<img src=a.gif style='display:none'></td>",
        "<td><bdo dir=ltr>3001</bdo></td>",
        "<td dir=rtl>3001</td>",
    ];
    let mut cases: Vec<(&str, &str, Read)> = cells.iter().map(|cell| (head, *cell, Number(3001))).collect();
    cases.retain(|(_, cell, _)| *cell != "<td><s>7<td>3001");
    all_hold(&cases);
}

#[test]
fn what_is_struck_is_gone() {
    let strikes = [
        ("<s>", "</s>"),
        ("<strike>", "</strike>"),
        ("<del>", "</del>"),
        ("<DEL datetime=x>", "</DEL>"),
        ("<span style='text-decoration:line-through'>", "</span>"),
        ("<span style='text-decoration:underline line-through red'>", "</span>"),
        ("<span style='text-decoration-line:line-through'>", "</span>"),
        (
            "<b style='TEXT-DECORATION: LINE-THROUGH !important;text-decoration:none'>",
            "</b>",
        ),
        ("<span class=old>", "</span>"),
        (
            "<span class=old style='text-decoration:underline'><i style='text-decoration:line-through'>",
            "</i></span>",
        ),
        ("<s><span style='text-decoration:none'>", "</span></s>"),
        ("<s><b>", "</b></s>"),
        ("<s><b>", "</s></b>"),
        ("<font class=old><font size=2>", "</font></font>"),
    ];
    let head = "<style>td .old{text-decoration:line-through}</style>";
    for (open, close) in strikes {
        let cells = [
            (format!("<td>{open}3000{close}3001</td>"), Number(3001)),
            (format!("<td>3001{open}3000{close}</td>"), Number(3001)),
            (format!("<td>{open}3000{close} 3001</td>"), Number(3001)),
            (format!("<td>{open}3000{close}<br>3001</td>"), Number(3001)),
            (format!("<td><p>{open}3000{close}</p><p>3001</p></td>"), Number(3001)),
            (format!("<td>3{open}9{close}001</td>"), Number(3001)),
            (format!("<td>{open}3001{close}</td>"), Not(SetCharacters)),
            (
                format!("<td><p><span>{open}3001{close}</span></p></td>"),
                Not(SetCharacters),
            ),
        ];
        for (cell, read) in &cells {
            all_hold(&[(head, cell, *read)]);
        }
    }
    all_hold(&[
        (head, "<td class=old>3001</td>", Number(3001)),
        (
            "<style>.old{text-decoration:line-through}</style>",
            "<td class=old>3001</td>",
            Not(SetCharacters),
        ),
        (
            head,
            "<td style='text-decoration:line-through'>3001</td>",
            Not(SetCharacters),
        ),
        (
            head,
            "<td style='text-decoration:line-through'><p><span>3001</span></p></td>",
            Not(SetCharacters),
        ),
        (
            head,
            "<td style='text-decoration:line-through'>9<span style='display:inline-block'>3001</span></td>",
            Number(3001),
        ),
        (head, "<td><p><s>3000</p><p>3001</s></p></td>", Not(SetCharacters)),
    ]);
}

#[allow(clippy::too_many_lines)] // a list
#[test]
fn what_nobody_sees_is_not_read() {
    let hidden = [
        "display:none",
        "DISPLAY : NONE",
        "display:none!important;display:inline",
        "visibility:hidden",
        "visibility:collapse",
        "opacity:0",
        "opacity:.0",
        "opacity:0%",
        "font-size:0",
        "font-size:0px",
        "font-size:1px",
        "font-size:.01em",
        "font:0/0 a",
        "color:transparent",
        "color:rgba(0, 0, 0, 0)",
        "mso-hide:all",
        "position:absolute;left:-9999px",
        "position:absolute;top:-99999em",
        "position:fixed;right:-3000px",
        "position:absolute;clip:rect(0 0 0 0)",
        "position:absolute!important;clip:rect(1px, 1px, 1px, 1px)",
        "clip-path:inset(50%)",
        "clip-path: inset(100%)",
        "clip-path: circle(0)",
        "display:inline-block;width:1px;height:1px;overflow:hidden",
        "position:absolute;width:1px;height:1px;overflow:hidden",
        "display:inline-block;text-indent:-9999px",
        "display:inline-block;max-height:0;overflow:hidden",
        "display:inline-block;transform:scale(0)",
        "margin-left:-9999px",
    ];
    for style in hidden {
        let sheet = format!("<style>.decoy {{ {style} }}</style>");
        let important = format!(
            "<style>i{{ {} }} #w i {{x:y}}</style>",
            style
                .replace(';', "!important;")
                .replace("!important!important", "!important")
        );
        let inline = |inside: &str| format!("<i style=\"{style}\">{inside}</i>");
        all_hold(&[
            ("", &format!("<td>3001{}</td>", inline("9")), Number(3001)),
            (
                "",
                &format!("<td>{}3{}001</td>", inline("4"), inline("8")),
                Number(3001),
            ),
            ("", &format!("<td>3001{}</td>", inline("<b><u>9</u></b>")), Number(3001)),
            ("", &format!("<td>{}</td>", inline("3001")), Not(Hidden)),
            ("", &format!("<td>{}</td>", inline("<p>3001</p>")), Not(Hidden)),
            ("", &format!("<td>{}</td>", inline(" ")), Blank),
            ("", &format!("<td>{}</td>", inline("")), Blank),
            (&sheet, "<td>30<i class=decoy>7</i>01</td>", Number(3001)),
            (&sheet, "<td><span class='a decoy'>7</span>3001</td>", Number(3001)),
            (&important, "<td>30<i>7</i>01</td>", Number(3001)),
        ]);
    }
    all_hold(&[
        ("", "<td>3001<i hidden>9</i></td>", Number(3001)),
        ("", "<td>3001<i hidden=\"\">9</i></td>", Number(3001)),
        ("", "<td>3001<p hidden>9</p></td>", Number(3001)),
        ("", "<td>3001<span class=sr-only>9</span></td>", Number(3001)),
        ("", "<td style='visibility:hidden'>3001</td>", Not(Hidden)),
        ("", "<td style='opacity:0'>3001</td>", Not(Hidden)),
        ("", "<td style='font-size:0'>3001</td>", Not(Hidden)),
        (
            "",
            "<td style='font-size:0'><span style='font-size:2em'>3001</span></td>",
            Not(Hidden),
        ),
        ("", "<td><template>3001</template></td>", Not(Hidden)),
        (
            "<style>/* a; b */ .a, .b{/* x */display:none}</style>",
            "<td>3001<i class=b>9</i></td>",
            Number(3001),
        ),
        (
            "<style>@media screen{.b{display:none}} @media all{.c{display:none}}</style>",
            "<td>3001<i class=b>9</i><i class=c>9</i></td>",
            Number(3001),
        ),
        (
            "<style>.b{display:none} .b{display:inline}</style>",
            "<td>30<i class=b>01</i></td>",
            Number(3001),
        ),
        (
            "<style>i.b{display:none} .b{display:inline}</style>",
            "<td>3001<i class=b>9</i></td>",
            Number(3001),
        ),
        (
            "<style>table tr > td .b{display:none}</style>",
            "<td>3001<i class=b>9</i></td>",
            Number(3001),
        ),
        (
            "<style>table > td .b{display:none}</style>",
            "<td>30<i class=b>01</i></td>",
            Number(3001),
        ),
        (
            "",
            "<td>3001<style>.late{display:none}</style><i class=late>9</i></td>",
            Number(3001),
        ),
        (
            "",
            "<td>3001<i class=late>9</i><style>.late{display:none}</style></td>",
            Number(3001),
        ),
        (
            "",
            "<td>3001<b style='display:none'><p>9</b>9</p></td>",
            Not(TwoNumbers),
        ),
        ("", "<td>3001<font color=#ffffff>9</font></td>", Number(3001)),
        ("", "<td>3001<span style='color:white'>9</span></td>", Number(3001)),
        (
            "",
            "<td bgcolor=#FFF>3001<span style='color:rgb(255, 255, 254)'>9</span></td>",
            Number(3001),
        ),
        (
            "",
            "<td style='background:#eee'>3001<span style='color:#efefef'>9</span></td>",
            Number(3001),
        ),
        ("", "<td style='color:#fff'>3001</td>", Not(Hidden)),
        ("", "<td style='color:#fff;background:#036'>3001</td>", Number(3001)),
        (
            "",
            "<td style='background:url(a.png)'><font color=white>3001</font></td>",
            Number(3001),
        ),
        (
            "<style>.dark{background-color:navy;color:#fff}</style>",
            "<td class=dark><b>3001</b></td>",
            Number(3001),
        ),
        ("", "<td>3001<span style='display:none'>9</td>", Number(3001)),
    ]);
}

#[test]
fn two_numbers_in_a_cell_stay_two() {
    let two = [
        "12&nbsp;34",
        "12  34",
        "12&nbsp; 34",
        "12&emsp;34",
        "12<br>34",
        "<p>12</p><p>34</p>",
        "12 34",
        "12、34",
        "12/34",
        "3001<br>3001",
        "<span style='display:block'>12</span><span style='display:block'>34</span>",
        "<div>12</div>34",
        "12&#x3000;34",
        "1&nbsp;2",
        "12<span style='margin-left:20px'>34</span>",
        "<span style='display:inline-block;width:40px'>12</span><span style='display:inline-block'>34</span>",
    ];
    let cases: Vec<(&str, String, Read)> = two
        .iter()
        .map(|cell| ("", format!("<td>{cell}</td>"), Not(TwoNumbers)))
        .collect();
    let mut cases: Vec<(&str, &str, Read)> = cases
        .iter()
        .map(|(head, cell, read)| (*head, cell.as_str(), *read))
        .collect();
    for one in [
        "<td>3 0 0 1</td>",
        "<td>3 001</td>",
        "<td>3&nbsp;001</td>",
        "<td>3,001</td>",
        "<td>3\n0 0 1</td>",
    ] {
        cases.push(("", one, Number(3001)));
    }
    cases.retain(|(_, cell, _)| !cell.contains('、') && !cell.contains("12/34"));
    all_hold(&cases);
}

#[test]
fn what_is_no_text_is_not_read() {
    let objects = [
        "<img alt=3001 src=a.png>",
        "<img src='data:image/png;base64,xx'>",
        "<canvas>3001</canvas>",
        "<svg><text>3001</text></svg>",
        "<object data=x>3001</object>",
        "<iframe src=x>3001</iframe>",
        "<embed src=a>",
        "30<img src=0.gif>01",
        "3001<img src=1.gif>",
        "<p><span><img src=3.gif></span></p>",
        "<input type=checkbox value=3001>",
        "<select multiple><option>3001</select>",
        "<video>3001</video>",
    ];
    let cases: Vec<(&str, String, Read)> = objects
        .iter()
        .map(|cell| ("", format!("<td>{cell}</td>"), Not(Object)))
        .collect();
    let cases: Vec<(&str, &str, Read)> = cases
        .iter()
        .map(|(head, cell, read)| (*head, cell.as_str(), *read))
        .collect();
    all_hold(&cases);
    all_hold(&[
        ("", "<td><input value=3001></td>", Number(3001)),
        ("", "<td><input type=text value='3001' readonly/></td>", Number(3001)),
        (
            "",
            "<td><INPUT TYPE=\"number\" VALUE=\"3001\"><input type=hidden value=9></td>",
            Number(3001),
        ),
        ("", "<td><input type=text></td>", Not(Object)),
        ("", "<td><textarea>3001</textarea></td>", Number(3001)),
        ("", "<td><textarea>\n3&#48;01</textarea></td>", Number(3001)),
        ("", "<td><select><option>3001<option>2</select></td>", Number(3001)),
        (
            "",
            "<td><select><option>1</option><option selected=selected value=9>3001</option></select></td>",
            Number(3001),
        ),
        (
            "",
            "<td><select><optgroup label=x><option>1</option><option selected>3001</option></optgroup></select></td>",
            Number(3001),
        ),
        ("", "<td><bdo dir=rtl>1003</bdo></td>", Not(NotANumber)),
        (
            "",
            "<td><span style='direction:rtl;unicode-bidi:bidi-override'>1003</span></td>",
            Not(NotANumber),
        ),
        ("", "<td>${r12}</td>", Not(Glued)),
        ("", "<td>{{d.n7}}</td>", Not(Glued)),
        ("", "<td>X1</td>", Not(Glued)),
    ]);
}

#[test]
fn rules_are_of_the_elements_that_they_name() {
    let unseen = [
        ("td [data-n]{display:none}", "<i data-n=2>9</i>"),
        ("td i[data-n='2']{display:none}", "<i data-n=2>9</i>"),
        ("td i[class^=no]{display:none}", "<i class=note>9</i>"),
        ("td b:not(.x){display:none}", "<b>9</b>"),
        ("td b:not(.x, .y){display:none}", "<b class=z>9</b>"),
        ("td i:first-child{display:none}", "<i>9</i>"),
        ("td :is(b, i){visibility:hidden}", "<b>9</b>"),
        ("td b:nth-child(2){display:none}", "<i></i><b>9</b>"),
        ("td b:nth-child(2n){display:none}", "<i></i><b>9</b>"),
        ("i + b{display:none}", "<i></i><b>9</b>"),
        ("i{filter:opacity(0)}", "<i>9</i>"),
        ("i{content-visibility:hidden}", "<i>9</i>"),
        ("i{color:hsla(0, 0%, 0%, 0)}", "<i>9</i>"),
        ("i{font-variant-position:super}", "<i>9</i>"),
        ("i{color:hsl(0 0% 100%)}", "<i>9</i>"),
        ("td{color:#000; & .z{display:none}}", "<i class=z>9</i>"),
        ("td{& i{&.z{display:none}} color:#000}", "<i class=z>9</i>"),
        ("td{i{color:#000} > i{color:red}} i{display:none}", "<i>9</i>"),
        // What stands in a string or a comment opens no block.
        ("b::after{content:'{'} /* { */ .z{display:none}", "<i class=z>9</i>"),
        ("b::after{content:\"\\\"{\"} .z{display:none}", "<i class=z>9</i>"),
        (
            "@supports (display:grid){b{color:red; & u{color:red}} .z{display:none}}",
            "<i class=z>9</i>",
        ),
        ("[data-n]{vertical-align:super}", "<i data-n>9</i>"),
        (".\\7a{display:none}", "<i class=z>9</i>"),
        (".\\31 st{display:none}", "<i class=1st>9</i>"),
        (".\\n\\-o{display:none}", "<i class=n-o>9</i>"),
    ];
    let seen = [
        "td i[data-n='3']{display:none}",
        "td i:not([data-n]){display:none}",
        "td i:nth-child(2), td i:hover, td i:not(i), b + i{display:none}",
        "i::before{content:''} i::after{content:'\\200b'}",
        "i::after{content:'1';vertical-align:super;font-size:60%}",
        "p{& i{display:none}} td{&.x i{display:none}}",
    ];
    let mut cases: Vec<(String, String, Read)> = Vec::new();
    for (rule, words) in unseen {
        cases.push((rule.to_owned(), format!("<td>3001{words}</td>"), Number(3001)));
    }
    for rule in seen {
        cases.push((
            rule.to_owned(),
            "<td><i data-n=2>3001</i></td>".to_owned(),
            Number(3001),
        ));
    }
    // What only the rest of the page would tell.
    cases.push((
        "td b:last-child{display:none}".to_owned(),
        "<td><i>3001</i><b>9</b></td>".to_owned(),
        Not(Hidden),
    ));
    // What a style draws is no text.
    for rule in ["i::before{content:'3001'}", "i:after{content:attr(data-n)}"] {
        cases.push((rule.to_owned(), "<td><i data-n=2></i></td>".to_owned(), Not(Object)));
        cases.push((rule.to_owned(), "<td>300<i data-n=2></i></td>".to_owned(), Not(Object)));
    }
    // Drawn in another order than it is written.
    cases.push((
        "i{order:2}".to_owned(),
        "<td><span style='display:inline-flex'><i>001</i><b>3</b></span></td>".to_owned(),
        Not(Hidden),
    ));
    let cases: Vec<(String, String, Read)> = cases
        .into_iter()
        .map(|(rule, cell, read)| (format!("<style>{rule}</style>"), cell, read))
        .collect();
    let cases: Vec<(&str, &str, Read)> = cases
        .iter()
        .map(|(head, cell, read)| (head.as_str(), cell.as_str(), *read))
        .collect();
    all_hold(&cases);
}

#[test]
fn a_note_beside_a_number_is_no_part_of_it() {
    for note in ["*", "①", "[1]", "〔2〕", "※"] {
        let cell = format!("<td>3001{note}</td>");
        assert_eq!(holds("", &cell, Number(3001)), None);
    }
    for other in ["3001[12]3", "30[1]01", "3001（9）"] {
        let cell = format!("<td>{other}</td>");
        assert_eq!(holds("", &cell, Not(NotANumber)), None);
    }
}

#[test]
fn style_sheets_beyond_reason_are_refused() {
    let many = "b,".repeat(5_000) + "b";
    for rules in [
        format!("{many}{{{many}{{display:none}}}}"),
        format!("{}i{{display:none}}", "b,".repeat(150_000)),
        "b{& b{".repeat(20_000),
    ] {
        let page = page(&format!("<style>{rules}</style>"), "<td>3001</td>");
        assert!(check(page.as_bytes(), None, &Options::default()).is_err());
    }
}
