//! A document as rows of fields: every table row and every paragraph in order, its pieces told apart as label, value or nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::label::key;
use super::normalize::{is_han, is_space, normalize};
use crate::document::{Block, Document, Grid, Span};

/// What a piece of a row looks like, before anything is known of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Nothing, or only white space.
    Empty,
    /// Words: a label, a header, a sentence.
    Words,
    /// A number, a sign for "nothing", or something short that stands in a number's place.
    Value,
}

/// One cell of a table row, or a whole paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its text.
    pub span: Span,
    /// What it looks like.
    pub kind: FieldKind,
    /// First grid column.
    pub column: u16,
    /// Grid columns covered.
    pub width: u16,
    /// Rows covered.
    pub rows: u16,
}

/// One table row, or one paragraph.
#[derive(Clone, Debug)]
pub struct FieldRow {
    /// The number of its table in the document; none for a paragraph.
    pub table: Option<u32>,
    /// How far the columns can be relied on.
    pub grid: Grid,
    /// Range in [`FieldRows::fields`].
    pub fields: (u32, u32),
}

/// All rows of a document.
#[derive(Debug, Default)]
pub struct FieldRows {
    /// Row by row, paragraph by paragraph.
    pub rows: Vec<FieldRow>,
    /// The pieces of all rows.
    pub fields: Vec<Field>,
}

impl FieldRows {
    /// Takes a document apart.
    pub fn new(document: &Document) -> Self {
        let cells = |block: &Block| match block {
            Block::Paragraph(_) => 1,
            Block::Table(table) => table.cells.len(),
        };
        let mut found = Self {
            rows: Vec::with_capacity(document.blocks.len()),
            fields: Vec::with_capacity(document.blocks.iter().map(cells).sum()),
        };
        let mut tables = 0;
        for block in &document.blocks {
            match block {
                Block::Paragraph(span) => {
                    found.fields.push(Field {
                        span: *span,
                        kind: if span.range().len() > LONGEST_CELL {
                            FieldKind::Words
                        } else {
                            kind_of(document.slice(*span))
                        },
                        column: 0,
                        width: 1,
                        rows: 1,
                    });
                    found.end_row(None, Grid::Ragged);
                }
                Block::Table(table) => {
                    let first = found.rows.len();
                    for row in table.by_row() {
                        found.fields.extend(row.iter().map(|cell| Field {
                            span: cell.span,
                            kind: kind_in(document, cell.span),
                            column: cell.column,
                            width: cell.col_span,
                            rows: cell.row_span,
                        }));
                        found.end_row(Some(tables), table.grid);
                    }
                    if table.grid == Grid::Exact {
                        found.column_of_units(document, first);
                        found.words_among_values(first);
                    }
                    tables += 1;
                }
            }
        }
        found
    }

    /// In a grid with known columns, one headed 单位 that says 件 in each row holds no values. `first` is the first row of the table.
    fn column_of_units(&mut self, document: &Document, first: usize) {
        const FEWEST: usize = 3;
        const UNITS: [&str; 6] = ["件", "个", "条", "份", "项", "宗"];
        const HEADS: [&str; 2] = ["单位", "计量单位"];
        let fields = self.rows[first].fields.0 as usize..self.fields.len();
        let is_head = |field: &&Field| HEADS.contains(&key(document.slice(field.span)).as_str());
        let heads = self.fields[fields.clone()]
            .iter()
            .filter(|field| field.width == 1)
            .filter(is_head);
        let headed: Vec<u16> = heads.map(|field| field.column).collect();
        if headed.is_empty() {
            return;
        }
        let is_unit = |field: &Field| UNITS.contains(&document.slice(field.span).trim());
        let mut columns: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
        for field in self.fields[fields.clone()]
            .iter()
            .filter(|field| field.kind == FieldKind::Value)
        {
            let (units, values) = columns.entry(field.column).or_default();
            *(if is_unit(field) { units } else { values }) += 1;
        }
        for field in &mut self.fields[fields] {
            let of_units = columns.get(&field.column);
            let is_of_units = of_units.is_some_and(|(units, values)| *units >= FEWEST && *values == 0);
            if is_of_units && headed.contains(&field.column) && field.kind == FieldKind::Value {
                field.kind = FieldKind::Empty;
            }
        }
    }

    /// In a grid with known columns, words that stand where other rows have their values are no label: 待核实, 见附件. `first` is the
    /// first row of the table.
    fn words_among_values(&mut self, first: usize) {
        const FEWEST: usize = 3;
        let with_values: Vec<Range<usize>> = self.rows[first..]
            .iter()
            .map(|row| row.fields.0 as usize..row.fields.1 as usize)
            .filter(|row| {
                self.fields[row.clone()]
                    .iter()
                    .any(|field| field.kind == FieldKind::Value)
            })
            .collect();
        // For each column, how many of these rows have words there, and how many a value.
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for field in with_values.iter().flat_map(|row| &self.fields[row.clone()]) {
            let column = usize::from(field.column);
            if counts.len() <= column {
                counts.resize(column + 1, (0, 0));
            }
            match field.kind {
                FieldKind::Words => counts[column].0 += 1,
                FieldKind::Value => counts[column].1 += 1,
                FieldKind::Empty => {}
            }
        }
        let of_labels = counts.iter().rposition(|(words, values)| words >= values && *words > 0);
        let is_of_values = |column: u16| {
            let column = usize::from(column);
            Some(column) > of_labels && counts[column].1 >= FEWEST
        };
        // How many fields each row has from the first column of values on.
        let Some(first) = (0..counts.len() as u16).find(|column| is_of_values(*column)) else {
            return;
        };
        let fields = |row: &Range<usize>| self.fields[row.clone()].iter().filter(|field| field.column >= first);
        let widths: Vec<usize> = with_values.iter().map(|row| fields(row).count()).collect();
        let mut having: BTreeMap<usize, usize> = BTreeMap::new();
        for width in &widths {
            *having.entry(*width).or_default() += 1;
        }
        let usual = having.into_iter().max_by_key(|width| width.1).map(|width| width.0);
        // Another number of fields: the row is shifted, and a label may stand there. Many words: a head.
        let is_of_values_alone = |(row, width): &(&Range<usize>, &usize)| {
            let count = |kind| fields(row).filter(|field| field.kind == kind).count();
            Some(**width) == usual && 2 * count(FieldKind::Words) <= count(FieldKind::Value)
        };
        let rows = with_values.iter().zip(&widths).filter(is_of_values_alone);
        let rows: Vec<Range<usize>> = rows.map(|(row, _)| row.clone()).collect();
        for row in rows {
            for field in &mut self.fields[row] {
                if field.kind == FieldKind::Words && is_of_values(field.column) {
                    field.kind = FieldKind::Value;
                }
            }
        }
    }

    fn end_row(&mut self, table: Option<u32>, grid: Grid) {
        let start = self.rows.last().map_or(0, |row| row.fields.1);
        self.rows.push(FieldRow {
            table,
            grid,
            fields: (start, self.fields.len() as u32),
        });
    }

    /// Where the head of a table begins whose first row label is the field at `label`: after the last value or sentence before it.
    /// A number alone in its row is a page's, and a head goes on before it.
    pub fn head_before(&self, label: usize) -> usize {
        const LONGEST_HEAD: usize = 64;
        const LONGEST_HEADER: u32 = 240; // bytes; a longer text is a sentence
        const PAGE_NUMBERS: usize = 2;
        let mut start = label;
        let mut pages = 0;
        let own = self.row_around(label);
        let above = &self.rows[..=own.min(self.rows.len().saturating_sub(1))];
        for (at, row) in above.iter().enumerate().rev() {
            let (from, to) = (row.fields.0 as usize, (row.fields.1 as usize).min(start));
            let fields = &self.fields[from..to];
            let filled = || fields.iter().filter(|field| field.kind != FieldKind::Empty);
            let is_page = at < own && filled().count() == 1 && filled().all(|field| field.kind == FieldKind::Value);
            if is_page && pages < PAGE_NUMBERS {
                pages += 1;
                start = from;
                continue;
            }
            // A number before the label in its own row is the row's: 序号.
            let is_numbered = at == own && fields.len() == 1;
            for field in fields.iter().rev() {
                let too_long = field.span.end - field.span.start > LONGEST_HEADER;
                let is_value = field.kind == FieldKind::Value && !is_numbered;
                if is_value || too_long || label - start >= LONGEST_HEAD {
                    return start;
                }
                start -= 1;
            }
        }
        start
    }

    /// The index of the row that a field stands in.
    pub fn row_around(&self, field: usize) -> usize {
        self.rows.partition_point(|row| row.fields.1 as usize <= field)
    }

    /// The first field of a range that holds one of the phrases; the end of the range if none does.
    pub fn find(&self, document: &Document, range: Range<usize>, phrases: &[&str]) -> usize {
        let end = range.end;
        let holds = |at: &usize| {
            let key = key(document.slice(self.fields[*at].span));
            phrases.iter().any(|phrase| key.contains(phrase))
        };
        range.into_iter().find(holds).unwrap_or(end)
    }

    /// The pieces of one row.
    pub fn of(&self, row: &FieldRow) -> &[Field] {
        &self.fields[row.fields.0 as usize..row.fields.1 as usize]
    }
}

/// A longer text is words without a look at it (bytes).
const LONGEST_CELL: usize = 300;

/// What a cell looks like. One of which nothing is left, and which is not blank for all that, is no empty one.
fn kind_in(document: &Document, span: Span) -> FieldKind {
    match kind_of(document.slice(span)) {
        FieldKind::Empty if document.doubt(span).is_some() => FieldKind::Value,
        kind => kind,
    }
}

/// Tells a label from a value by its characters alone.
fn kind_of(text: &str) -> FieldKind {
    // Most cells are a digit or two.
    if text.len() <= 4 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return FieldKind::Value;
    }
    // So many bytes that begin with a Chinese character or a bracket are words.
    if text.len() > 24 && text.starts_with(|c: char| is_han(c) || matches!(c, '（' | '(' | '“')) {
        return FieldKind::Words;
    }
    let (mut han, mut numerals, mut first_digit, mut seen) = (0, 0, false, false);
    for c in text.chars() {
        if is_space(c) {
            continue;
        }
        let c = normalize(c);
        if !seen {
            // A formula.
            if c == '=' {
                return FieldKind::Value;
            }
            first_digit = c.is_ascii_digit() || matches!(c, '+' | '-' | '−');
            seen = true;
        }
        if is_han(c) {
            han += 1;
            numerals += usize::from(is_numeral(c));
        }
    }
    if !seen {
        return FieldKind::Empty;
    }
    if han == 0 {
        return FieldKind::Value;
    }
    // 件, 无, 约20, 三十: no label of the form is so short, or made of numerals.
    if han <= numerals + 1 || (first_digit && is_annotated(text)) {
        return FieldKind::Value;
    }
    FieldKind::Words
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '两'
    )
}

/// A number first and words after it (`22（其中修订16件）`, `240万元`), not an ordinal before a label (`1.属于国家秘密`).
fn is_annotated(text: &str) -> bool {
    let mut rest = text
        .chars()
        .map(normalize)
        .skip_while(|c| is_space(*c) || c.is_ascii_digit() || matches!(c, '+' | '-' | '−'));
    let mut next = rest.next();
    // A decimal point or a separator is followed by a digit, an ordinal's dot by a word.
    while matches!(next, Some('.' | ',')) {
        let after = rest.next();
        if !after.is_some_and(|c| c.is_ascii_digit()) {
            return false;
        }
        next = rest.find(|c| !c.is_ascii_digit());
    }
    matches!(
        next,
        Some('(' | '件' | '元' | '万' | '亿' | '个' | '条' | '份' | '起' | '宗' | '项' | '次' | '例' | ' ')
    )
}
