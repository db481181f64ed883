//! What a cell of each format holds beside plain text: whether it is read, left out, or in doubt. One cell, many ways.

mod support;

use gouji::document::Reason;
use gouji::input::{Encoding, open};
use support::packed::stored;

use Reason::{Hidden, Object, SetCharacters, StaleFormula};

/// What is read of a cell that stands beside 数量, and why its number is not known, if so.
fn cell(bytes: &[u8]) -> (String, Option<Reason>) {
    let (document, _) = open(bytes, Encoding::decode).expect("a document");
    let text = document.text.split_whitespace().filter(|word| *word != "数量");
    (
        text.collect::<Vec<_>>().join(" "),
        document.doubts.first().map(|doubt| doubt.reason),
    )
}

/// Fails with all that is not read as it should: what was tried, what must be read of it.
fn all_hold(tried: impl IntoIterator<Item = (String, Vec<u8>, &'static str, Option<Reason>)>) {
    let wrong: Vec<String> = tried
        .into_iter()
        .filter_map(|(name, bytes, text, reason)| {
            let read = cell(&bytes);
            (read != (text.to_owned(), reason)).then(|| format!("{name}: {read:?}, not {text:?} {reason:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn html(cases: &[(&str, &str, &'static str, Option<Reason>)]) {
    all_hold(cases.iter().map(|&(head, cell, text, reason)| {
        let page = format!("<html><head>{head}</head><body><table><tr><td>数量</td><td>{cell}</td></tr></table>");
        (format!("{head} {cell}"), page.into_bytes(), text, reason)
    }));
}

#[test]
fn styles_may_name_their_values() {
    html(&[
        (
            "<style>:root{--up:super} .m{vertical-align:var(--up)}</style>",
            "3001<span class=m>1</span>",
            "3001¹",
            None,
        ),
        (
            "<style>.m{display:var(--shown)} :root{--shown:none}</style>",
            "3001<span class=m>9</span>",
            "3001",
            None,
        ),
        (
            "<style>:root{--a:var(--b, none)} .m{text-decoration:var(--a)}</style><style>body{--b:line-through}</style>",
            "<b class=m>9</b>3001",
            "3001",
            Some(Hidden),
        ),
        (
            "",
            "<b style='--s: line-through; text-decoration: var(--s)'>9</b>3001",
            "3001",
            None,
        ),
        ("", "3001<b style='font-size:var(--none, 0)'>9</b>", "3001", None),
        ("", "3001<b style='display:var(--none)'></b>", "3001", None),
        (
            "<style>.dark{--ink:#fff} :root{--ink:#000} td{color:var(--ink)}</style>",
            "3001",
            "3001",
            None,
        ),
        (
            "<style>:root{--x:none} .wide{--x:inline} .m{display:var(--x)}</style>",
            "3001<b class=m>9</b>",
            "30019",
            Some(Hidden),
        ),
    ]);
}

#[test]
fn closed_details_show_their_summary() {
    html(&[
        ("", "3001<details><summary></summary>9</details>", "3001", None),
        ("", "3001<details><p>9</p></details>", "3001", None),
        ("", "<details><summary>3001</summary><p>9</p>8</details>", "3001", None),
        ("", "<details open><summary></summary>3001</details>", "3001", None),
        (
            "",
            "<details><summary></summary><table><tr><td>9</td></tr></table></details>3001",
            "3001",
            None,
        ),
        ("", "<details><summary></summary>3001</details>", "", Some(Hidden)),
    ]);
}

#[test]
fn digits_of_another_size_may_be_marks() {
    html(&[
        ("", "3001<font size=1>1</font>", "30011", Some(SetCharacters)),
        ("", "3001<small>1</small>", "30011", Some(SetCharacters)),
        (
            "",
            "3001<span style='font-size:60%'>1</span>",
            "30011",
            Some(SetCharacters),
        ),
        (
            "",
            "<span style='font-size:8px'>1</span>3001",
            "13001",
            Some(SetCharacters),
        ),
        (
            "<style>.n{font-size:x-small}</style>",
            "3001<i class=n>1</i>",
            "30011",
            Some(SetCharacters),
        ),
        ("", "<font size=1>3001</font>", "3001", None),
        ("", "<small>30</small><small>01</small>", "3001", None),
        ("", "30<b style='font-size:15px'>01</b>", "3001", None),
    ]);
}

#[test]
fn numbers_of_lists_are_shown_beside_the_value() {
    html(&[
        ("", "<ol><li>3001</ol>", "3001", Some(Object)),
        ("", "<ol start=5><li>3001</li></ol>", "3001", Some(Object)),
        (
            "<style>ul{list-style-type:decimal}</style>",
            "<ul><li>3001</ul>",
            "3001",
            Some(Object),
        ),
        ("", "<ol style='list-style:none'><li>3001</ol>", "3001", None),
        ("", "<ul><li>3001</ul>", "3001", None),
        ("", "<ol><li style='list-style-type:none'>3001</ol>", "3001", None),
        (
            "",
            "<ol><li>属于国家秘密<li>重复申请</ol>",
            "1.属于国家秘密 2.重复申请",
            None,
        ),
    ]);
}

#[test]
fn an_empty_field_is_no_blank() {
    let object = "\u{fffc}";
    html(&[
        ("", "<input>", object, Some(Object)),
        ("", "<input placeholder=3001>", object, Some(Object)),
        ("", "<textarea></textarea>", object, Some(Object)),
        ("", "<select></select>", object, Some(Object)),
        ("", "<input value=3001>", "3001", None),
    ]);
}

/// A text of `LibreOffice` with a table of one row.
fn odt(styles: &str, cell: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
         xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
         xmlns:field='urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0' \
         xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'>\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text><table:table>\
         <table:table-row><table:table-cell><text:p>数量</text:p></table:table-cell>{cell}</table:table-row>\
         </table:table></office:text></office:body></office:document-content>"
    );
    stored(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn what_hangs_on_a_cell_of_a_text() {
    let object = "\u{fffc}";
    let list = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' \
                style:num-suffix='.'/></text:list-style>";
    let cases = [
        ("<text:p>3001</text:p>", "3001", None),
        (
            "<text:p><draw:frame><draw:image/></draw:frame></text:p>",
            object,
            Some(Object),
        ),
        (
            "<text:p>3001<draw:frame><draw:image/></draw:frame></text:p>",
            "3001\u{fffc}",
            Some(Object),
        ),
        (
            "<text:p><draw:frame><draw:object/></draw:frame></text:p>",
            object,
            Some(Object),
        ),
        ("<draw:frame><draw:image/></draw:frame><text:p/>", "", Some(Object)),
        (
            "<text:p><draw:frame><draw:text-box><text:p>3001</text:p></draw:text-box></draw:frame></text:p>",
            object,
            Some(Object),
        ),
        (
            "<text:p><draw:custom-shape><text:p>3001</text:p></draw:custom-shape></text:p>",
            object,
            Some(Object),
        ),
        ("<text:p>3001<draw:line/></text:p>", "3001\u{fffc}", Some(Object)),
        ("<text:p><draw:control/></text:p>", object, Some(Object)),
        ("<text:p><field:fieldmark/></text:p>", object, Some(Object)),
        (
            "<text:p><text:drop-down><text:label/>3001</text:drop-down></text:p>",
            "3001",
            None,
        ),
        (
            "<text:p><text:drop-down><text:label/></text:drop-down></text:p>",
            "",
            Some(StaleFormula),
        ),
        ("<text:p><text:expression/></text:p>", "", Some(StaleFormula)),
        ("<text:p><text:expression>3001</text:expression></text:p>", "3001", None),
        (
            "<text:list text:style-name='L'><text:list-item><text:p>3001</text:p></text:list-item></text:list>",
            "3001",
            Some(Object),
        ),
    ];
    all_hold(cases.map(|(inside, text, reason)| {
        let cell = format!("<table:table-cell>{inside}</table:table-cell>");
        (inside.to_owned(), odt(list, &cell), text, reason)
    }));
    all_hold([
        (
            "a formula".to_owned(),
            odt(
                "",
                "<table:table-cell table:formula='ooow:&lt;A1&gt;'><text:p/></table:table-cell>",
            ),
            "",
            Some(StaleFormula),
        ),
        (
            "its result".to_owned(),
            odt(
                "",
                "<table:table-cell table:formula='ooow:1'><text:p>3001</text:p></table:table-cell>",
            ),
            "3001",
            None,
        ),
    ]);
}

/// A text of Word with a table of one row, and its numbered lists.
fn docx(row: &str, cell: &str) -> Vec<u8> {
    const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const RELATIONS: &str = "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'";
    let document = format!(
        "<w:document {W}><w:body><w:tbl><w:tr>{row}<w:tc><w:p><w:r><w:t>数量</w:t></w:r></w:p></w:tc><w:tc>{cell}</w:tc></w:tr>\
         </w:tbl></w:body></w:document>"
    );
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
         <w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/>\
         <w:numFmt w:val='bullet'/><w:lvlText w:val='·'/></w:lvl></w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    );
    let of_package = format!(
        "<Relationships {RELATIONS}><Relationship Id='a' Type='{KIND}/officeDocument' Target='word/document.xml'/></Relationships>"
    );
    let of_document = format!(
        "<Relationships {RELATIONS}><Relationship Id='a' Type='{KIND}/numbering' Target='numbering.xml'/></Relationships>"
    );
    stored(&[
        ("_rels/.rels", of_package.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/_rels/document.xml.rels", of_document.as_bytes()),
    ])
}

#[test]
fn what_word_sets_beside_a_number() {
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let plain = format!("<w:p>{}</w:p>", run("", "3001"));
    let sized = |first: &str, second: &str| {
        let (first, second) = (format!("<w:sz w:val='{first}'/>"), format!("<w:sz w:val='{second}'/>"));
        format!("<w:p>{}{}</w:p>", run(&first, "3001"), run(&second, "1"))
    };
    let listed = |level: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr>{}</w:p>",
            run("", text)
        )
    };
    let cases = [
        ("plain", "", plain.clone(), "3001", None),
        ("a smaller mark", "", sized("21", "14"), "30011", Some(SetCharacters)),
        ("a larger digit", "", sized("14", "21"), "30011", Some(SetCharacters)),
        ("nearly the same size", "", sized("21", "20"), "30011", None),
        ("a list", "", listed("0", "3001"), "3001", Some(Object)),
        ("a list with bullets", "", listed("1", "3001"), "3001", None),
        ("an empty item", "", listed("0", ""), "", Some(Object)),
        ("words of a list", "", listed("0", "重复申请"), "1.重复申请", None),
        (
            "a row whose end is hidden",
            "<w:trPr><w:hidden/></w:trPr>",
            plain,
            "3001",
            Some(Hidden),
        ),
    ];
    all_hold(cases.map(|(name, row, cell, text, reason)| (name.to_owned(), docx(row, &cell), text, reason)));
}

/// A workbook with 数量 and 3001 beside it; with what comes after the cells, formats and a drawing.
fn xlsx(behind: &str, formats: &str, drawing: &str) -> Vec<u8> {
    const X: &str = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
                     xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |list: &[(&str, &str)]| {
        let list = list.iter().enumerate();
        let list = list
            .map(|(id, (kind, target))| format!("<Relationship Id='r{id}' Type='{KIND}/{kind}' Target='{target}'/>"));
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>",
            list.collect::<String>()
        )
    };
    let book = format!("<workbook {X}><sheets><sheet name='a' sheetId='1' r:id='r0'/></sheets></workbook>");
    let sheet = format!(
        "<worksheet {X}><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>数量</t></is></c><c r='B1'><v>3001</v></c>\
         </row></sheetData>{behind}</worksheet>"
    );
    let styles = format!("<styleSheet {X}><dxfs>{formats}</dxfs></styleSheet>");
    let drawing = format!(
        "<xdr:wsDr xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing' \
         xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>{drawing}</xdr:wsDr>"
    );
    stored(&[
        (
            "_rels/.rels",
            relations(&[("officeDocument", "xl/workbook.xml")]).as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("worksheet", "worksheets/a.xml"), ("styles", "styles.xml")]).as_bytes(),
        ),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/a.xml", sheet.as_bytes()),
        (
            "xl/worksheets/_rels/a.xml.rels",
            relations(&[("drawing", "../drawings/a.xml")]).as_bytes(),
        ),
        ("xl/drawings/a.xml", drawing.as_bytes()),
    ])
}

#[test]
fn conditional_formats_may_strike_and_hide() {
    const STRUCK: &str = "<dxf><font><strike/><color rgb='FFFF0000'/></font></dxf>";
    const WHITE: &str = "<dxf><font><color rgb='FFFFFFFF'/></font></dxf>";
    const ON_BLUE: &str = "<dxf><font><color rgb='FFFFFFFF'/></font><fill><patternFill><bgColor rgb='FF0000FF'/></patternFill></fill></dxf>";
    const NOTHING: &str = "<dxf><numFmt numFmtId='164' formatCode=';;;'/></dxf>";
    const RED: &str = "<dxf><font><color rgb='FFFF0000'/></font></dxf>";
    let rule =
        |range: &str, rule: &str| format!("<conditionalFormatting sqref='{range}'>{rule}</conditionalFormatting>");
    let formula = "<cfRule type='expression' dxfId='0'><formula>$A1=1</formula></cfRule>";
    let above = |least: &str| {
        format!("<cfRule type='cellIs' operator='greaterThan' dxfId='0'><formula>{least}</formula></cfRule>")
    };
    let cases = [
        ("B1", formula.to_owned(), STRUCK, Some(SetCharacters)),
        ("A1:C9", formula.to_owned(), WHITE, Some(Hidden)),
        ("D1 B1", formula.to_owned(), NOTHING, Some(Hidden)),
        ("C1:D9", formula.to_owned(), STRUCK, None),
        ("B1", formula.to_owned(), ON_BLUE, None),
        ("B1", formula.to_owned(), RED, None),
        ("B1", above("3000"), STRUCK, Some(SetCharacters)),
        ("B1", above("4000"), STRUCK, None),
        ("B1", above("$C$1"), STRUCK, Some(SetCharacters)),
        (
            "B1",
            "<cfRule type='dataBar'><dataBar showValue='0'/></cfRule>".to_owned(),
            RED,
            Some(Hidden),
        ),
        ("B1", "<cfRule type='iconSet'><iconSet/></cfRule>".to_owned(), RED, None),
    ];
    all_hold(cases.map(|(range, format, formats, reason)| {
        (
            format!("{range} {format} {formats}"),
            xlsx(&rule(range, &format), formats, ""),
            "3001",
            reason,
        )
    }));
}

#[test]
fn pictures_lie_on_cells() {
    let at = |column: u8, row: u8| {
        format!(
            "<xdr:col>{column}</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>9</xdr:rowOff>"
        )
    };
    let two = |from: String, to: String, what: &str| {
        format!("<xdr:twoCellAnchor><xdr:from>{from}</xdr:from><xdr:to>{to}</xdr:to>{what}</xdr:twoCellAnchor>")
    };
    let picture = "<xdr:pic><xdr:spPr><a:ln><a:noFill/></a:ln></xdr:spPr></xdr:pic>";
    let frame = "<xdr:sp><xdr:spPr><a:noFill/></xdr:spPr></xdr:sp>";
    let box_ = "<xdr:sp><xdr:spPr><a:solidFill/><a:ln><a:noFill/></a:ln></xdr:spPr></xdr:sp>";
    let one = format!(
        "<xdr:oneCellAnchor><xdr:from>{}</xdr:from><xdr:ext cx='1219200' cy='100'/>{picture}</xdr:oneCellAnchor>",
        at(0, 0)
    );
    // One row high, as pictures are that stand in a cell.
    let above = format!(
        "<xdr:oneCellAnchor><xdr:from>{}</xdr:from><xdr:ext cx='571500' cy='190500'/>{picture}</xdr:oneCellAnchor>",
        at(0, 0)
    );
    let cases = [
        (above, None),
        (two(at(1, 0), at(2, 1), picture), Some(Object)),
        (two(at(0, 0), at(3, 3), picture), Some(Object)),
        (two(at(0, 0), at(3, 3), box_), Some(Object)),
        (two(at(0, 0), at(3, 3), frame), None),
        (two(at(2, 0), at(3, 3), picture), None),
        (two(at(1, 2), at(3, 3), picture), None),
        (one, Some(Object)),
    ];
    all_hold(cases.map(|(drawing, reason)| (drawing.clone(), xlsx("", "", &drawing), "3001", reason)));
}
