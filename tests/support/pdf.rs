//! Reports as the text that a PDF gives: lines by their height on the page, cells apart by spaces, narrow labels broken.

use super::grid::{Grid, GridCell, Part, Piece, pieces};
use super::sample::Sample;

/// How a PDF's text comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Where a broken label's numbers stand.
    pub wrap: Wrap,
    /// Whether pages end in the middle of a table, with a page number, and the header is there again.
    pub pages: bool,
    /// Whether the vertical labels at the left stand before the words of the rows that they pass.
    pub vertical_in_rows: bool,
    /// Spaces between two numbers.
    pub space: &'static str,
}

/// Where the numbers of a broken label stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// The label is not broken.
    None,
    /// Behind its last part.
    After,
    /// At half its height: after the middle part, or on a line of their own between two halves.
    Around,
    /// On a line of their own before the label.
    Before,
}

impl Style {
    /// Labels broken, numbers after the last part; vertical labels a character a line.
    pub const WRAP_AFTER: Self = Self {
        wrap: Wrap::After,
        pages: false,
        vertical_in_rows: false,
        space: " ",
    };
    /// Labels broken around their numbers.
    pub const WRAP_AROUND: Self = Self {
        wrap: Wrap::Around,
        pages: false,
        vertical_in_rows: false,
        space: " ",
    };
    /// Broken labels, vertical labels before the rows' own words, a page end within table three.
    pub const PAGES: Self = Self {
        wrap: Wrap::After,
        pages: true,
        vertical_in_rows: true,
        space: "  ",
    };
    /// Wide columns set apart by many spaces.
    pub const WIDE: Self = Self {
        wrap: Wrap::None,
        pages: true,
        vertical_in_rows: false,
        space: "          ",
    };
    /// Numbers before their labels: no certain reading.
    pub const BEFORE: Self = Self {
        wrap: Wrap::Before,
        pages: false,
        vertical_in_rows: false,
        space: " ",
    };
}

/// The report as a PDF's text.
pub fn render(sample: &Sample, style: Style) -> String {
    render_pieces(&pieces(sample), style)
}

/// Pieces as a PDF's text.
pub fn render_pieces(pieces: &[Piece], style: Style) -> String {
    let mut lines = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Furniture(_) => {}
            Piece::Title(line) | Piece::Heading(line) => lines.push(line.clone()),
            Piece::Paragraph(line) => lines.extend(chunks(&format!("    {line}"), 38)),
            Piece::Table(grid) => lines.extend(table(grid, style)),
        }
    }
    if style.pages {
        lines.push("- 6 -".to_owned());
    }
    lines.join("\n") + "\n"
}

/// Breaks a text into parts of at most `width` characters, never inside a number.
fn chunks(text: &str, width: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut length = 0;
    let chars: Vec<char> = text.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let inside = c.is_ascii_alphanumeric() && i > 0 && chars[i - 1].is_ascii_alphanumeric();
        if length >= width && !inside {
            parts.push(String::new());
            length = 0;
        }
        length += 1;
        if let Some(part) = parts.last_mut() {
            part.push(*c);
        }
    }
    parts
}

fn table(grid: &Grid, style: Style) -> Vec<String> {
    match grid.columns {
        4 => small(grid, style),
        10 => requests(grid, style),
        _ => reviews(grid, style),
    }
}

fn joined(grid: &Grid, row: usize, style: Style) -> String {
    grid.own(row)
        .iter()
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(style.space)
}

fn small(grid: &Grid, style: Style) -> Vec<String> {
    (0..grid.rows).map(|row| joined(grid, row, style)).collect()
}

fn reviews(grid: &Grid, style: Style) -> Vec<String> {
    if style.wrap == Wrap::None {
        return small(grid, style);
    }
    let mut lines = vec![
        format!("行政复议{0}行政诉讼", style.space),
        format!("未经复议直接起诉{0}复议后起诉", style.space),
    ];
    // Fifteen narrow columns: the headers run downwards, or in two lines of two characters.
    if style.vertical_in_rows {
        for half in [
            ["结果", "结果", "其他", "尚未", "总"],
            ["维持", "纠正", "结果", "审结", "计"],
        ] {
            lines.push([half, half, half].concat().join(style.space));
        }
    } else {
        for line in [["结", "结", "其", "尚", "总"], ["果", "果", "他", "未", "计"]] {
            lines.push([line, line, line].concat().join(" "));
        }
        for line in [["维", "纠", "结", "审"], ["持", "正", "果", "结"]] {
            lines.push([line, line, line].concat().join(" "));
        }
    }
    lines.push(joined(grid, grid.rows - 1, style));
    lines
}

fn head(style: Style) -> Vec<String> {
    if style.wrap == Wrap::None {
        let s = style.space;
        return vec![
            format!("{s}{s}申请人情况"),
            format!("（本列数据的勾稽关系为：第一项加第二项之和，{s}{s}法人或其他组织"),
            format!(
                "等于第三项加第四项之和）{s}自然人{s}商业企业{s}科研机构{s}社会公益组织{s}法律服务机构{s}其他{s}总计"
            ),
        ];
    }
    [
        "申请人情况",
        "（本列数据的勾稽关系为：第一项加 法人或其他组织",
        "第二项之和，等于第三项加第四项之 自然 总计",
        "和） 人 商业 科研 社会公 法律服 其他",
        "企业 机构 益组织 务机构",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn requests(grid: &Grid, style: Style) -> Vec<String> {
    let mut lines = head(style);
    let outcomes: Vec<char> = super::form::OUTCOMES.chars().collect();
    let labels = |row: usize| -> Vec<&GridCell> {
        grid.own(row)
            .into_iter()
            .filter(|cell| cell.part == Part::Label)
            .collect()
    };
    let first = grid
        .cells
        .iter()
        .find(|cell| cell.text == super::form::OUTCOMES)
        .map_or(0, |cell| cell.row);
    let mut group: Option<&GridCell> = None;
    for row in 3..grid.rows {
        if style.pages && row == 14 {
            lines.push("- 4 -".to_owned());
            lines.extend(head(style));
            if let Some(cell) = group.filter(|cell| row < cell.row + cell.rows) {
                lines.push(cell.text.clone());
            }
        }
        let labels = labels(row);
        let own = labels.last().map_or("", |cell| cell.text.as_str());
        for cell in &labels[..labels.len().saturating_sub(1)] {
            if cell.text != super::form::OUTCOMES {
                group = Some(cell);
            }
        }
        let mut prefix = String::new();
        // The vertical label of the results: a character for every second row.
        if row >= first && row + 1 < grid.rows {
            let passed = row - first;
            if style.wrap == Wrap::None {
                if passed == 0 {
                    lines.push(super::form::OUTCOMES.to_owned());
                }
            } else if passed % 2 == 0
                && let Some(c) = outcomes.get(passed / 2)
            {
                if style.vertical_in_rows {
                    prefix = format!("{c} ");
                } else {
                    lines.push(c.to_string());
                }
            }
        }
        // The label of a group: three characters a line, from its first row on.
        if let Some(cell) = group.filter(|cell| cell.row <= row && row < cell.row + cell.rows) {
            if style.wrap == Wrap::None || !style.vertical_in_rows {
                if row == cell.row {
                    lines.extend(if style.wrap == Wrap::None {
                        vec![cell.text.clone()]
                    } else {
                        chunks(&cell.text, 3)
                    });
                }
            } else if let Some(part) = chunks(&cell.text, 3).get(row - cell.row) {
                prefix.push_str(part);
                prefix.push(' ');
            }
        }
        let values: Vec<&str> = grid.values(row).into_iter().filter(|text| !text.is_empty()).collect();
        lines.extend(labelled(&prefix, own, &values.join(style.space), style));
    }
    lines
}

/// The lines of a row.
fn labelled(prefix: &str, label: &str, values: &str, style: Style) -> Vec<String> {
    let parts = chunks(label, 13);
    let (count, space) = (parts.len(), style.space);
    let mut lines: Vec<String> = match style.wrap {
        Wrap::None => vec![format!("{label}{space}{values}")],
        Wrap::After => {
            let mut lines = parts;
            if let Some(last) = lines.last_mut() {
                last.push_str(space);
                last.push_str(values);
            }
            lines
        }
        Wrap::Before => {
            let mut lines = vec![values.to_owned()];
            lines.extend(parts);
            lines
        }
        Wrap::Around if count % 2 == 1 => {
            let mut lines = parts;
            let middle = &mut lines[count / 2];
            middle.push_str(space);
            middle.push_str(values);
            lines
        }
        Wrap::Around => {
            let mut lines = parts;
            lines.insert(count / 2, values.to_owned());
            lines
        }
    };
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, prefix);
    }
    lines
}
