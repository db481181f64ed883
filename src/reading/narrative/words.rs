//! The phrases of [`patterns`](super::patterns) as a table to look up.

use std::sync::LazyLock;

use super::patterns::{Class, TOPICS, WORDS};
use crate::report::Topic;

/// A phrase with all that it may mean.
#[derive(Debug)]
pub struct Entry {
    chars: Vec<char>,
    /// What it does; [`Class::Plain`] for a phrase that only names topics.
    pub class: Class,
    /// What a number beside it may count.
    topics: Vec<u8>,
}

impl Entry {
    /// What a number beside it may count.
    pub fn topics(&self) -> impl Iterator<Item = &'static Topic> + '_ {
        self.topics.iter().map(|&index| &TOPICS[usize::from(index)])
    }

    /// Whether it speaks of 公开 itself: 信息公开申请行政复议.
    pub fn names_openness(&self) -> bool {
        self.chars.windows(2).any(|pair| pair == ['公', '开'])
    }

    /// Whether it is that phrase.
    pub fn is(&self, phrase: &str) -> bool {
        self.chars.iter().copied().eq(phrase.chars())
    }
}

/// First and last character that a phrase may begin with.
const HAN: std::ops::RangeInclusive<u32> = 0x4e00..=0x9fff;

/// All phrases; those with the same first character stand together, the longest first.
struct Table {
    entries: Vec<Entry>,
    /// For each Chinese character where its phrases begin; one more at the end.
    first: Vec<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let classes = WORDS.iter().map(|&(class, words)| (words, class, None));
    let topics = TOPICS
        .iter()
        .zip(0..)
        .map(|(topic, index)| (topic.words, Class::Plain, Some(index)));
    let mut entries: Vec<Entry> = Vec::with_capacity(2048);
    let mut spelled = Vec::new();
    for (words, class, topic) in classes.chain(topics) {
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            spell(word, String::new(), &mut spelled);
        }
        entries.extend(spelled.drain(..).map(|word| Entry {
            chars: word.chars().collect(),
            class,
            topics: topic.into_iter().collect(),
        }));
    }
    // The sort keeps the order of the table among equal phrases, so that the first class counts.
    entries.sort_by(|a, b| {
        (a.chars.first().cmp(&b.chars.first()))
            .then(b.chars.len().cmp(&a.chars.len()))
            .then_with(|| a.chars.cmp(&b.chars))
    });
    entries.dedup_by(|next, kept| {
        let same = next.chars == kept.chars;
        if same {
            if kept.class == Class::Plain {
                kept.class = next.class;
            }
            kept.topics.extend_from_slice(&next.topics);
            kept.topics.dedup();
        }
        same
    });
    let mut first = vec![0; HAN.count() + 1];
    let mut at = 0;
    for (slot, code) in first.iter_mut().zip(HAN) {
        *slot = at as u16;
        while entries.get(at).is_some_and(|entry| u32::from(entry.chars[0]) <= code) {
            at += 1;
        }
    }
    if let Some(last) = first.last_mut() {
        *last = at as u16;
    }
    Table { entries, first }
});

/// All spellings of a phrase with alternatives.
fn spell(pattern: &str, before: String, spelled: &mut Vec<String>) {
    let Some((head, rest)) = pattern.split_once('(') else {
        spelled.push(before + pattern);
        return;
    };
    let Some((choices, tail)) = rest.split_once(')') else {
        return;
    };
    for choice in choices.split('|') {
        spell(tail, format!("{before}{head}{choice}"), spelled);
    }
}

/// The phrase of that number.
pub fn entry(index: u16) -> &'static Entry {
    &TABLE.entries[usize::from(index)]
}

/// The longest phrase at the start of some characters: its number and its length.
pub fn longest(chars: &[char]) -> Option<(u16, usize)> {
    let slot = u32::from(*chars.first()?).checked_sub(*HAN.start())? as usize;
    let (&start, &end) = (TABLE.first.get(slot)?, TABLE.first.get(slot + 1)?);
    (start..end).find_map(|index| {
        let entry = &TABLE.entries[usize::from(index)];
        chars.starts_with(&entry.chars).then_some((index, entry.chars.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        longest(&chars).map(|(index, _)| entry(index).chars.iter().collect())
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(
            found("政府信息公开申请行政复议").as_deref(),
            Some("政府信息公开申请行政复议")
        );
        assert_eq!(found("政府信息公开申请7件").as_deref(), Some("政府信息公开申请"));
        assert_eq!(found("收费标准").as_deref(), Some("收费"));
        assert_eq!(found("收到"), Some("收到".to_owned()));
        assert_eq!(found("鸿雁"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn alternatives_are_all_spelled() {
        let mut spelled = Vec::new();
        spell("(上|去)年(度|)结转", String::new(), &mut spelled);
        assert_eq!(spelled, ["上年度结转", "上年结转", "去年度结转", "去年结转"]);
    }
}
