//! Sentences that are not written yet: a pattern in both languages and what goes into it. They become words in one language
//! when they are asked for.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::form::{CellId, TableId, column_name, row_name, table_name};
use crate::language::{Lang, Text, counted};

/// A sentence that is not written yet.
///
/// `{0}` in its pattern is the first of its arguments, and so on; the two languages may need them in another order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Sentence {
    pattern: Text,
    args: Vec<Arg>,
}

/// What goes into a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A number.
    Number(Decimal),
    /// So many of a thing: `3`, in English `3 numbers`.
    Counted(usize, &'static str),
    /// Words of the document, as they stand there.
    Words(String),
    /// Words of the document on one line; between Chinese characters white space means nothing.
    Quote(String),
    /// A table's name.
    Table(TableId),
    /// The name of a cell's row.
    Row(CellId),
    /// The name of a cell's column.
    Column(CellId),
    /// A sentence within the sentence.
    Sentence(Sentence),
    /// Several, with something between them.
    List(Vec<Arg>, Text),
    /// Said already, in Chinese and in English: by what knows no sentences.
    Said(String, String),
}

/// Between the items of a list.
pub const LIST: Text = Text::new("、", ", ");
/// Between the items of a list that stand in marks of quotation in Chinese.
pub const QUOTED_LIST: Text = Text::new("”“", ", ");
/// Between clauses.
pub const CLAUSES: Text = Text::new("；", "; ");

impl Text {
    /// The sentence of this pattern with these arguments.
    pub fn with<const N: usize>(self, args: [Arg; N]) -> Sentence {
        Sentence {
            pattern: self,
            args: args.into(),
        }
    }
}

impl Sentence {
    /// What something says by itself in each language.
    pub fn said(in_language: impl Fn(Lang) -> String) -> Self {
        const WHOLE: Text = Text::new("{0}", "{0}");
        WHOLE.with([Arg::Said(in_language(Lang::Zh), in_language(Lang::En))])
    }

    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> String {
        let mut written = String::new();
        self.write(lang, &mut written);
        written
    }

    fn write(&self, lang: Lang, out: &mut String) {
        let mut rest = self.pattern.get(lang);
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let (index, behind) = behind.split_once('}').unwrap_or_default();
            if let Some(arg) = index.parse().ok().and_then(|index: usize| self.args.get(index)) {
                arg.write(lang, out);
            }
            rest = behind;
        }
        out.push_str(rest);
    }
}

impl Arg {
    fn write(&self, lang: Lang, out: &mut String) {
        match self {
            Self::Number(number) => {
                let _ = write!(out, "{number}");
            }
            Self::Counted(count, noun) => match lang {
                Lang::Zh => {
                    let _ = write!(out, "{count}");
                }
                Lang::En => out.push_str(&counted(*count, noun)),
            },
            Self::Words(words) => out.push_str(words),
            Self::Quote(words) => match lang {
                Lang::Zh => out.extend(words.split(' ')),
                Lang::En => out.push_str(words),
            },
            Self::Table(table) => out.push_str(table_name(*table, lang)),
            Self::Row(cell) => out.push_str(row_name(*cell, lang)),
            Self::Column(cell) => out.push_str(column_name(*cell, lang)),
            Self::Sentence(sentence) => sentence.write(lang, out),
            Self::List(args, between) => {
                for (index, arg) in args.iter().enumerate() {
                    if index > 0 {
                        out.push_str(between.get(lang));
                    }
                    arg.write(lang, out);
                }
            }
            Self::Said(zh, en) => out.push_str(match lang {
                Lang::Zh => zh,
                Lang::En => en,
            }),
        }
    }
}

impl From<Text> for Sentence {
    fn from(pattern: Text) -> Self {
        pattern.with([])
    }
}

/// Words that are the same in both languages.
impl From<String> for Sentence {
    fn from(words: String) -> Self {
        const WHOLE: Text = Text::new("{0}", "{0}");
        WHOLE.with([Arg::Words(words)])
    }
}

impl From<Decimal> for Arg {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Number(Decimal::from(count))
    }
}

impl From<u16> for Arg {
    fn from(number: u16) -> Self {
        Self::Number(Decimal::from(number))
    }
}

impl From<String> for Arg {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Self::Sentence(text.into())
    }
}

impl From<Sentence> for Arg {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}

impl From<TableId> for Arg {
    fn from(table: TableId) -> Self {
        Self::Table(table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_order() {
        const PATTERN: Text = Text::new("由{0}到{1}，共{2}个", "to {1} from {0}: {2}");
        let sentence = PATTERN.with([3_usize.into(), 5_usize.into(), Arg::Counted(2, "number")]);
        assert_eq!(sentence.get(Lang::Zh), "由3到5，共2个");
        assert_eq!(sentence.get(Lang::En), "to 5 from 3: 2 numbers");
    }

    #[test]
    fn words_of_the_document_are_no_pattern() {
        const PATTERN: Text = Text::new("“{0}”", "“{0}”");
        let sentence = PATTERN.with([Arg::Quote("全年 {1} 件".to_owned())]);
        assert_eq!(sentence.get(Lang::Zh), "“全年{1}件”");
        assert_eq!(sentence.get(Lang::En), "“全年 {1} 件”");
    }

    #[test]
    fn what_is_not_given_is_left_out() {
        const PATTERN: Text = Text::new("{0}、{7}、{", "");
        assert_eq!(PATTERN.with([1_usize.into()]).get(Lang::Zh), "1、、");
    }
}
