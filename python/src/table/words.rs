//! What a report's prose says that other reports are compared with: parts one and five, growths, its agency.

use arrow_array::ArrayRef;
use arrow_array::builder::{Int32Builder, StringBuilder};
use gouji::set::Entry;

use super::build::{Lists, NumberLists, Numbers, TextLists, count, counts, record, texts};
use crate::body::Body;

/// A part: how long it is, and its words as they are compared.
#[derive(Default)]
struct Part {
    chars: Int32Builder,
    compared: StringBuilder,
}

impl Part {
    fn push(&mut self, entry: &Entry, is_problems: bool) {
        let words = if is_problems { &entry.problems } else { &entry.overview };
        self.chars.append_value(count(words.written));
        self.compared
            .append_value(entry.normal(is_problems).chars.iter().collect::<String>());
    }

    fn finish(self) -> ArrayRef {
        record([("chars", counts(self.chars)), ("compared", texts(self.compared))])
    }
}

/// Parts one and five.
#[derive(Default)]
pub struct Sections {
    overview: Part,
    problems: Part,
}

impl Sections {
    /// Those of a report.
    pub fn push(&mut self, entry: &Entry) {
        self.overview.push(entry, false);
        self.problems.push(entry, true);
    }

    /// The column.
    pub fn finish(self) -> ArrayRef {
        record([
            ("overview", self.overview.finish()),
            ("problems", self.problems.finish()),
        ])
    }
}

/// Lists of growths told in the text.
#[derive(Default)]
pub struct Growths {
    lists: Lists,
    percent: Numbers,
    digits: Int32Builder,
    now: NumberLists,
    base: NumberLists,
    readings: Lists,
    plus: TextLists,
    minus: TextLists,
    text: StringBuilder,
}

impl Growths {
    /// Those of a report.
    pub fn push(&mut self, entry: &Entry) {
        for told in &entry.growths {
            self.percent.push(Some(told.percent));
            // 5.20 is told to a hundredth, which 5.200000 no longer says.
            self.digits.append_value(told.percent.scale().cast_signed());
            self.now.push(&told.growth.now);
            self.base.push(&told.growth.base);
            for reading in &told.readings {
                self.plus.push(reading.plus.iter().map(ToString::to_string));
                self.minus.push(reading.minus.iter().map(ToString::to_string));
            }
            self.readings.push(told.readings.len());
            self.text.append_value(&told.quote.text);
        }
        self.lists.push(entry.growths.len());
    }

    /// The column.
    pub fn finish(self) -> ArrayRef {
        let readings = record([("plus", self.plus.finish()), ("minus", self.minus.finish())]);
        let items = record([
            ("percent", self.percent.finish()),
            ("digits", counts(self.digits)),
            ("now", self.now.finish()),
            ("base", self.base.finish()),
            ("readings", self.readings.finish(readings)),
            ("text", texts(self.text)),
        ]);
        self.lists.finish(items)
    }
}

/// Agencies.
#[derive(Default)]
pub struct Bodies {
    name: StringBuilder,
    region: TextLists,
    region_by: StringBuilder,
    kind: StringBuilder,
    level: StringBuilder,
    unit: StringBuilder,
    stem: StringBuilder,
}

impl Bodies {
    /// A report's agency.
    pub fn push(&mut self, body: &Body) {
        self.name.append_value(&body.name);
        self.region.push(&body.region);
        self.region_by.append_value(body.region_by);
        self.kind.append_value(body.kind.name());
        self.level.append_option(body.level.map(gouji::set::Level::name));
        self.unit.append_value(&body.unit);
        self.stem.append_value(&body.stem);
    }

    /// The column.
    pub fn finish(self) -> ArrayRef {
        record([
            ("name", texts(self.name)),
            ("region", self.region.finish()),
            ("region_by", texts(self.region_by)),
            ("kind", texts(self.kind)),
            ("level", texts(self.level)),
            ("unit", texts(self.unit)),
            ("stem", texts(self.stem)),
        ])
    }
}
