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
    topics: Vec<&'static Topic>,
    /// The next phrase with the same first character; 0 for none.
    next: u16,
}

impl Entry {
    /// What a number beside it may count.
    pub fn topics(&self) -> &[&'static Topic] {
        &self.topics
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

/// The first Chinese character and how many there are.
const HAN: (u32, usize) = (0x4e00, 0x5200);

/// All phrases; those with the same first character are chained. Entry 0 is none.
struct Table {
    entries: Vec<Entry>,
    /// For each Chinese character its first phrase; 0 for none.
    first: Vec<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        entries: Vec::with_capacity(2048),
        first: vec![0; HAN.1],
    };
    table.add(&[], Class::Plain, None);
    for &(class, words) in WORDS {
        table.add_all(words, class, None);
    }
    for topic in TOPICS {
        table.add_all(topic.words, Class::Plain, Some(topic));
    }
    table
});

impl Table {
    fn add_all(&mut self, words: &str, class: Class, topic: Option<&'static Topic>) {
        for word in words.split(' ') {
            self.spell(word, &mut Vec::new(), class, topic);
        }
    }

    /// Adds all spellings of a phrase with alternatives; `chars` is what stands before the pattern.
    fn spell(&mut self, pattern: &str, chars: &mut Vec<char>, class: Class, topic: Option<&'static Topic>) {
        let length = chars.len();
        if let Some((head, rest)) = pattern.split_once('(')
            && let Some((choices, tail)) = rest.split_once(')')
        {
            chars.extend(head.chars());
            let with_head = chars.len();
            for choice in choices.split('|') {
                chars.extend(choice.chars());
                self.spell(tail, chars, class, topic);
                chars.truncate(with_head);
            }
        } else {
            chars.extend(pattern.chars());
            self.add(chars, class, topic);
        }
        chars.truncate(length);
    }

    /// Adds a phrase, or what it may mean as well; the class that came first counts.
    fn add(&mut self, chars: &[char], class: Class, topic: Option<&'static Topic>) {
        let slot = chars.first().and_then(|&c| slot(c));
        let mut next = slot.map_or(0, |slot| self.first[slot]);
        let first = next;
        while next != 0 {
            let entry = &mut self.entries[usize::from(next)];
            if entry.chars == chars {
                if entry.class == Class::Plain {
                    entry.class = class;
                }
                entry.topics.extend(topic);
                return;
            }
            next = entry.next;
        }
        if let Some(slot) = slot {
            self.first[slot] = self.entries.len() as u16;
        }
        self.entries.push(Entry {
            chars: chars.to_vec(),
            class,
            topics: topic.into_iter().collect(),
            next: first,
        });
    }
}

fn slot(c: char) -> Option<usize> {
    let slot = u32::from(c).checked_sub(HAN.0)? as usize;
    (slot < HAN.1).then_some(slot)
}

/// The phrase of that number.
pub fn entry(index: u16) -> &'static Entry {
    &TABLE.entries[usize::from(index)]
}

/// The longest phrase at the start of some characters: its number and its length.
pub fn longest(chars: &[char]) -> Option<(u16, usize)> {
    let table = &*TABLE;
    let mut next = table.first[slot(*chars.first()?)?];
    let mut found = (0, 0);
    while next != 0 {
        let entry = &table.entries[usize::from(next)];
        if entry.chars.len() > found.1 && chars.starts_with(&entry.chars) {
            found = (next, entry.chars.len());
        }
        next = entry.next;
    }
    (found.1 > 0).then_some(found)
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
        for spelling in ["上年度结转", "上年结转", "去年度结转", "去年结转"] {
            assert_eq!(found(spelling).as_deref(), Some(spelling));
        }
    }
}
