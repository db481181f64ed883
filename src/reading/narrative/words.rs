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
    /// Whether it speaks of 公开 itself: 信息公开申请行政复议.
    pub names_openness: bool,
}

impl Entry {
    /// What a number beside it may count.
    pub fn topics(&self) -> &[&'static Topic] {
        &self.topics
    }

    /// 法人申请.
    pub fn names_request(&self) -> bool {
        self.chars.ends_with(&['申', '请'])
    }

    /// 我局, 本单位.
    pub fn names_own_agency(&self) -> bool {
        matches!(
            self.chars[..],
            [
                '我' | '本',
                ..,
                '局' | '办' | '委' | '厅' | '院' | '心' | '道' | '乡' | '镇' | '位' | '构' | '门'
            ]
        )
    }

    /// 同一申请人: only the requests of some applicants.
    pub fn names_some_applicants(&self) -> bool {
        matches!(
            self.chars[..],
            ['同' | '其' | '另' | '某' | '一' | '该', .., '申', '请', '人']
        )
    }

    /// 本年收到, 当年收到.
    pub fn names_this_year(&self) -> bool {
        matches!(self.chars.get(..2), Some(['本' | '当', '年']))
    }

    /// Whether it is that phrase.
    pub fn is(&self, phrase: &str) -> bool {
        self.chars.iter().copied().eq(phrase.chars())
    }
}

/// The first Chinese character and how many there are.
const HAN: (u32, usize) = (0x4e00, 0x5200);

/// All phrases as a tree of their characters. Node 0 and entry 0 are none.
struct Table {
    nodes: Vec<Node>,
    entries: Vec<Entry>,
    /// For each Chinese character the node of the phrases that begin with it; 0 for none.
    first: Vec<u16>,
}

/// A character after some others.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    c: char,
    /// The first of the characters after it, and the next one in its own place; 0 for none.
    child: u16,
    sibling: u16,
    /// The phrase that ends here; 0 for none.
    entry: u16,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        nodes: vec![Node::default()],
        entries: vec![Entry {
            chars: Vec::new(),
            class: Class::Plain,
            topics: Vec::new(),
            names_openness: false,
        }],
        first: vec![0; HAN.1],
    };
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
        let Some(slot) = chars.first().and_then(|&c| slot(c)) else {
            return;
        };
        if self.first[slot] == 0 {
            self.first[slot] = self.node(chars[0], 0);
        }
        let mut at = self.first[slot];
        for &c in &chars[1..] {
            let first = self.nodes[usize::from(at)].child;
            let mut next = first;
            while next != 0 && self.nodes[usize::from(next)].c != c {
                next = self.nodes[usize::from(next)].sibling;
            }
            if next == 0 {
                next = self.node(c, first);
                self.nodes[usize::from(at)].child = next;
            }
            at = next;
        }
        let node = &mut self.nodes[usize::from(at)];
        if node.entry == 0 {
            node.entry = self.entries.len() as u16;
            self.entries.push(Entry {
                chars: chars.to_vec(),
                class,
                topics: topic.into_iter().collect(),
                names_openness: chars.windows(2).any(|pair| pair == ['公', '开']),
            });
            return;
        }
        let entry = &mut self.entries[usize::from(node.entry)];
        if entry.class == Class::Plain {
            entry.class = class;
        }
        entry.topics.extend(topic);
    }

    fn node(&mut self, c: char, sibling: u16) -> u16 {
        self.nodes.push(Node {
            c,
            sibling,
            ..Node::default()
        });
        (self.nodes.len() - 1) as u16
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
    let mut at = table.first[slot(*chars.first()?)?];
    let mut found = None;
    let mut length = 0;
    while at != 0 {
        let node = table.nodes[usize::from(at)];
        length += 1;
        if node.entry != 0 {
            found = Some((node.entry, length));
        }
        at = node.child;
        let next = chars.get(length).copied();
        while at != 0 && Some(table.nodes[usize::from(at)].c) != next {
            at = table.nodes[usize::from(at)].sibling;
        }
    }
    found
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
