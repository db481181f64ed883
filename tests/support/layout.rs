//! Reports as plain text, in the layouts that copying and converting leave behind.

use super::grid::{Grid, GridCell, Part, Piece, Slot, pieces};
use super::sample::Sample;
use super::{html, pdf};

/// A layout of plain text or HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A tab before each cell, a cell a line, an empty line after each row; cells merged downwards leave empty cells.
    CellLines,
    /// The same with empty cells that hold a no-break space, and spaces around numbers.
    CellLinesPadded,
    /// Rows of tabs from a word processor: a field for each cell of the row, empty where a cell goes on from above.
    WordRows,
    /// Rows of tabs from a spreadsheet: a field for each grid column.
    SheetRows,
    /// Rows of tabs from a browser: cells that go on from above are left out.
    BrowserRows,
    /// A value a line; blank cells vanish.
    Lines,
    /// A value a paragraph; blank cells vanish.
    Paragraphs,
    /// Rows of pipes, a row a line, without those at the ends.
    PipeRows,
    /// A cell a line, with lines of a single pipe between the cells.
    PipeLines,
    /// Markdown tables on the full grid.
    Markdown,
    /// Markdown tables without the cells that go on from above.
    MarkdownShort,
    /// Text from a PDF.
    Pdf(pdf::Style),
    /// Rows of text in which spaces keep the columns below one another; a blank cell is spaces.
    Aligned,
    /// Label and numbers of a row without anything between them.
    RunTogether,
    /// HTML.
    Html(html::Style),
}

impl Layout {
    /// The layouts in which a blank cell leaves a trace at its place.
    pub const KEEPING_BLANKS: &[Self] = &[
        Self::CellLines,
        Self::CellLinesPadded,
        Self::WordRows,
        Self::SheetRows,
        Self::BrowserRows,
        Self::PipeRows,
        Self::Markdown,
        Self::MarkdownShort,
        Self::Html(html::Style::Plain),
        Self::Html(html::Style::Page),
        Self::Html(html::Style::Word),
        Self::Html(html::Style::Wps),
        Self::Html(html::Style::NestedSpans),
        Self::Html(html::Style::LayoutTable),
        Self::Html(html::Style::ExtraColumn),
        Self::Html(html::Style::OpenEnds),
    ];

    /// The layouts in which a head stands at its place, and not only the characters of all heads.
    pub const HEADED: &[Self] = &[
        Self::CellLines,
        Self::CellLinesPadded,
        Self::WordRows,
        Self::SheetRows,
        Self::BrowserRows,
        Self::PipeRows,
        Self::Markdown,
        Self::MarkdownShort,
        Self::Lines,
        Self::Paragraphs,
        Self::PipeLines,
        Self::Aligned,
        Self::Html(html::Style::Plain),
        Self::Html(html::Style::Page),
        Self::Html(html::Style::Word),
        Self::Html(html::Style::Wps),
        Self::Html(html::Style::ExtraColumn),
        Self::Html(html::Style::OpenEnds),
    ];

    /// The layouts in which it leaves none.
    pub const LOSING_BLANKS: &[Self] = &[
        Self::Lines,
        Self::Paragraphs,
        Self::PipeLines,
        Self::Aligned,
        Self::Pdf(pdf::Style::WRAP_AFTER),
        Self::Pdf(pdf::Style::WRAP_AROUND),
        Self::Pdf(pdf::Style::PAGES),
        Self::Pdf(pdf::Style::WIDE),
    ];

    /// All layouts but the one without separators.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::KEEPING_BLANKS.iter().chain(Self::LOSING_BLANKS).copied()
    }
}

/// The report in a layout.
pub fn render(sample: &Sample, layout: Layout) -> String {
    render_pieces(&pieces(sample), layout)
}

/// Pieces in a layout.
pub fn render_pieces(pieces: &[Piece], layout: Layout) -> String {
    match layout {
        Layout::Html(style) => html::render_pieces(pieces, style),
        Layout::Pdf(style) => pdf::render_pieces(pieces, style),
        _ => plain(pieces, layout),
    }
}

/// Pieces in a layout of plain text.
fn plain(pieces: &[Piece], layout: Layout) -> String {
    let gap = match layout {
        Layout::Paragraphs | Layout::Markdown | Layout::MarkdownShort => "\n\n",
        _ => "\n",
    };
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Table(grid) => {
                text.push_str(&table(grid, layout));
                text.push('\n');
            }
            Piece::Title(line) if matches!(layout, Layout::Markdown) => text.push_str(&format!("# {line}")),
            Piece::Heading(line) if matches!(layout, Layout::Markdown) => text.push_str(&format!("## {line}")),
            Piece::Furniture(line) | Piece::Paragraph(line) | Piece::Title(line) | Piece::Heading(line) => {
                text.push_str(line);
            }
        }
        text.push_str(gap);
    }
    text
}

/// A table in a layout of plain text; it ends with a line end.
pub fn table(grid: &Grid, layout: Layout) -> String {
    match layout {
        Layout::CellLines => cell_lines(grid, false),
        Layout::CellLinesPadded => cell_lines(grid, true),
        Layout::WordRows => rows(grid, &Separator::tabs(), stored),
        Layout::SheetRows => rows(grid, &Separator::tabs(), on_grid),
        Layout::BrowserRows => rows(grid, &Separator::tabs(), own),
        Layout::PipeRows => rows(
            grid,
            &Separator {
                left: "",
                middle: " | ",
                right: " |",
                blank: " ",
            },
            own,
        ),
        Layout::Markdown => markdown(grid, on_grid),
        Layout::MarkdownShort => markdown(grid, own),
        Layout::Aligned => aligned(grid),
        Layout::Lines => lines(grid, "\n"),
        Layout::Paragraphs => lines(grid, "\n\n"),
        Layout::PipeLines => lines(grid, "\n|\n"),
        Layout::RunTogether => (0..grid.rows).map(|row| own(grid, row).concat() + "\n").collect(),
        Layout::Pdf(_) | Layout::Html(_) => unreachable!("has a renderer of its own"),
    }
}

/// The text of a cell, a narrow header broken.
fn broken(cell: &GridCell) -> String {
    match cell.wrap {
        Some(at) => cell.text.chars().enumerate().fold(String::new(), |mut text, (i, c)| {
            if i == at {
                text.push('\n');
            }
            text.push(c);
            text
        }),
        None => cell.text.clone(),
    }
}

fn cell_lines(grid: &Grid, padded: bool) -> String {
    let mut text = String::new();
    for row in 0..grid.rows {
        for (index, slot) in grid.row(row).into_iter().enumerate() {
            text.push('\t');
            if let Slot::Cell(cell) = slot {
                match (cell.part, cell.text.is_empty(), padded) {
                    (Part::Value, true, true) => text.push('\u{a0}'),
                    (Part::Value, false, true) if (row + index) % 3 == 0 => {
                        text.push_str(&format!("\u{a0}{}", cell.text));
                    }
                    (Part::Value, false, true) if (row + index) % 3 == 1 => {
                        text.push_str(&format!("{}\u{a0}", cell.text));
                    }
                    _ => text.push_str(&broken(cell)),
                }
            }
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// The fields of a row: a cell of the word processor each.
fn stored(grid: &Grid, row: usize) -> Vec<String> {
    grid.row(row)
        .into_iter()
        .map(|slot| match slot {
            Slot::Cell(cell) => cell.text.clone(),
            Slot::Continued(_) => String::new(),
        })
        .collect()
}

/// The fields of a row: a grid column each.
fn on_grid(grid: &Grid, row: usize) -> Vec<String> {
    let mut fields = vec![String::new(); grid.columns];
    for cell in grid.own(row) {
        fields[cell.column].clone_from(&cell.text);
    }
    fields
}

/// The fields of a row: only cells that begin in it.
fn own(grid: &Grid, row: usize) -> Vec<String> {
    grid.own(row).into_iter().map(|cell| cell.text.clone()).collect()
}

struct Separator {
    left: &'static str,
    middle: &'static str,
    right: &'static str,
    /// What stands for an empty field.
    blank: &'static str,
}

impl Separator {
    fn tabs() -> Self {
        Self {
            left: "",
            middle: "\t",
            right: "",
            blank: "",
        }
    }
}

fn rows(grid: &Grid, separator: &Separator, fields: fn(&Grid, usize) -> Vec<String>) -> String {
    (0..grid.rows)
        .map(|row| {
            let fields: Vec<String> = fields(grid, row)
                .into_iter()
                .map(|field| {
                    if field.is_empty() {
                        separator.blank.to_owned()
                    } else {
                        field
                    }
                })
                .collect();
            format!(
                "{}{}{}\n",
                separator.left,
                fields.join(separator.middle),
                separator.right
            )
        })
        .collect()
}

fn markdown(grid: &Grid, fields: fn(&Grid, usize) -> Vec<String>) -> String {
    let mut text = String::new();
    for (row, line) in rows(
        grid,
        &Separator {
            left: "| ",
            middle: " | ",
            right: " |",
            blank: " ",
        },
        fields,
    )
    .lines()
    .enumerate()
    {
        text.push_str(line);
        text.push('\n');
        if row == 0 {
            text.push_str(&format!("|{}\n", " --- |".repeat(grid.columns)));
        }
    }
    text
}

/// How many columns of text a character takes.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A line a row, each cell ending where its columns end.
fn aligned(grid: &Grid) -> String {
    const LABELS: usize = 96;
    const COLUMN: usize = 16;
    let labels = match grid.columns {
        10 => 3,
        15 => 0,
        _ => 1,
    };
    let line = |row: usize| {
        let mut line = String::new();
        for cell in grid.own(row) {
            if cell.column < labels {
                line = format!("{line}{}{}", if line.is_empty() { "" } else { " " }, cell.text);
                continue;
            }
            let end = if labels > 0 { LABELS } else { 0 } + COLUMN * (cell.column + cell.columns - labels);
            let gap = end.saturating_sub(width(&line) + width(&cell.text)).max(1);
            line = format!("{line}{}{}", " ".repeat(gap), cell.text);
        }
        line.trim_end().to_owned() + "\n"
    };
    (0..grid.rows).map(line).collect()
}

fn lines(grid: &Grid, end: &str) -> String {
    (0..grid.rows)
        .flat_map(|row| own(grid, row))
        .filter(|text| !text.is_empty())
        .map(|text| text + end)
        .collect()
}
