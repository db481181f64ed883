//! The report's own agency in its text: its name is no other scope, whatever words it holds.

use super::prose::Prose;
use super::tokens::{Token, What};

/// Whose numbers a report gives, told by the agency's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A government's: those of an area.
    Area,
    /// The office of a government: its own, or those of the area.
    Office,
    /// A department's, a township's: its own.
    Agency,
    /// A branch's: 分局 is the agency itself.
    Branch,
    /// It cannot be told.
    Unknown,
}

/// Whose numbers a report of an agency gives, by its name.
pub fn reach(agency: &str) -> Reach {
    let name: String = agency.chars().filter(|c| !c.is_whitespace()).collect();
    if name.ends_with("分局") {
        return Reach::Branch;
    }
    let office = name.contains("政府") && name.ends_with(['办', '厅', '室']);
    let name = name
        .trim_end_matches(['办', '公', '厅', '室'])
        .trim_end_matches("人民政府")
        .trim_end_matches("政府");
    let Some(last) = name.chars().last() else {
        return Reach::Unknown;
    };
    match last {
        '镇' | '乡' => Reach::Agency,
        _ if name.ends_with("街道") => Reach::Agency,
        '省' | '市' | '县' | '区' | '州' | '旗' | '盟' if office => Reach::Office,
        '省' | '市' | '县' | '区' | '州' | '旗' | '盟' => Reach::Area,
        _ => Reach::Agency,
    }
}

/// The agency's name, to be found in the text in full or from a place within it on: 县人民政府办公室.
#[derive(Debug, Default)]
pub struct OwnName {
    chars: Vec<char>,
}

/// So many of the name's last characters are looked for.
const TAIL: usize = 3;
/// Behind one of these a shorter form of the name may begin, and with one of these.
const PLACES: &str = "省市县区州旗盟镇乡局委厅院府";

impl OwnName {
    /// From the agency's name.
    pub fn new(agency: &str) -> Self {
        Self {
            chars: agency.chars().filter(|c| !c.is_whitespace()).collect(),
        }
    }

    /// A name is not longer.
    pub const LONGEST: usize = 14;

    /// The length of another agency's name at the end of a text, which a verb follows.
    pub fn other(&self, text: &[char]) -> Option<usize> {
        const ENDS: [&str; 16] = [
            "局",
            "厅",
            "委",
            "委员会",
            "办公室",
            "政府",
            "街道",
            "街道办事处",
            "镇",
            "乡",
            "院",
            "中心",
            "站",
            "单位",
            "部门",
            "公司",
        ];
        // 县局, 局办公室, 我局: the agency itself, or a room of its house.
        const OWN: &str = "我本全各该局厅委镇乡院县市区省州";
        let said: String = text.iter().collect();
        let end = ENDS
            .iter()
            .filter(|end| said.ends_with(**end))
            .map(|end| end.chars().count())
            .max()?;
        // The name begins after what is no part of it.
        let begins = text
            .iter()
            .rposition(|c| "，年度内由向经为是对的".contains(*c))
            .map_or(0, |before| before + 1);
        let name = &text[begins..];
        let own_form =
            name.len() <= end + 1 || name.first().is_some_and(|c| OWN[..].contains(*c)) && name.len() <= end + 2;
        let internal = name.first().is_some_and(|c| "我本局厅委该".contains(*c));
        let mut own = self.chars.iter();
        let shortened = name.iter().all(|c| own.any(|other| other == c));
        (!own_form && !internal && !shortened && !self.chars.is_empty()).then_some(name.len())
    }

    /// How many of the characters `from..to` are the agency's name in full.
    pub fn length_in(&self, prose: &Prose, from: usize, to: usize) -> usize {
        let length = self.chars.len();
        let last = (to + 1).saturating_sub(length);
        let is_name = |at: usize| (0..length).all(|index| prose.get(at + index) == self.chars.get(index).copied());
        if length > TAIL && (from..last).any(is_name) {
            length
        } else {
            0
        }
    }

    /// Marks the tokens that are the agency's name.
    pub fn mark(&self, text: &[char], tokens: &mut [Token]) {
        let Some(tail) = self.chars.len().checked_sub(TAIL).map(|at| &self.chars[at..]) else {
            return;
        };
        let mut from = 0;
        while let Some(found) = text[from..].windows(TAIL).position(|window| window == tail) {
            let end = from + found + TAIL;
            from = end;
            let same = text[..end]
                .iter()
                .rev()
                .zip(self.chars.iter().rev())
                .take_while(|(a, b)| a == b)
                .count();
            let whole = same == self.chars.len();
            let left = &self.chars[..self.chars.len() - same];
            let first = self.chars[self.chars.len() - same];
            let begins = left.last().is_some_and(|c| PLACES.contains(*c)) || PLACES.contains(first);
            let before = (end - same).checked_sub(1).map(|at| text[at]);
            let alone =
                before.is_none_or(|c| !crate::reading::normalize::is_han(c) || "我本由经是为与和及年度".contains(c));
            if whole || begins && alone {
                for token in tokens.iter_mut() {
                    if token.start >= end - same && token.end <= end && matches!(token.what, What::Word(_)) {
                        token.what = What::Agency;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn governments_sum_up_an_area() {
        assert_eq!(reach("海盐县人民政府"), Reach::Area);
        assert_eq!(reach("海盐县人民政府办公室"), Reach::Office);
        assert_eq!(reach("临夏州"), Reach::Area);
        assert_eq!(reach("斜桥镇人民政府"), Reach::Agency);
        assert_eq!(reach("嘉兴市统计局"), Reach::Agency);
        assert_eq!(reach("海盐县政务服务和数据资源管理办公室"), Reach::Agency);
        assert_eq!(reach("清河市公安局东城分局"), Reach::Branch);
        assert_eq!(reach(""), Reach::Unknown);
    }
}
