//! Numbers as automatic lists write them: `一`, `（1）` without its brackets, `①`, `iv`.

/// A way to write the numbers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    /// 1 2 3
    Arabic,
    /// 01 02 … 10
    ArabicPadded,
    /// １ ２ ３
    FullWidth,
    /// I II III
    UpperRoman,
    /// i ii iii
    LowerRoman,
    /// A B C
    UpperLetter,
    /// a b c
    LowerLetter,
    /// 一 … 十 十一 … 九十九 一百 一百零一
    Chinese,
    /// 一 二 … 一〇 一一
    ChineseDigits,
    /// 壹 贰 … 壹拾
    ChineseLegal,
    /// 甲 乙 丙
    Stems,
    /// 子 丑 寅
    Branches,
    /// ① ② … ㊿
    Circled,
    /// ⑴ ⑵ … ⒇
    Bracketed,
    /// ⒈ ⒉ … ⒛
    Stopped,
    /// ㊀ ㊁ … ㊉
    CircledChinese,
    /// - 1 -
    Dashed,
    /// No number at all; what the level writes around it stays.
    Nothing,
}

impl Numerals {
    /// A number so written; none where this way of writing ends, or programs differ in how it goes on.
    pub fn write(self, number: u32) -> Option<String> {
        let from = |first: u32, last: u32, zero: u32| {
            let c = (first..=last)
                .contains(&number)
                .then(|| char::from_u32(zero + number - first))??;
            Some(String::from(c))
        };
        match self {
            Self::Arabic => Some(number.to_string()),
            Self::ArabicPadded => Some(format!("{number:02}")),
            Self::FullWidth => Some(digits(number, "０１２３４５６７８９")),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).map(|roman| roman.to_lowercase()),
            Self::UpperLetter => from(1, 26, 0x41),
            Self::LowerLetter => from(1, 26, 0x61),
            Self::Chinese => chinese(number, "零一二三四五六七八九", "十百千").map(|text| {
                text.strip_prefix('一')
                    .filter(|rest| rest.starts_with('十'))
                    .map_or(text.clone(), str::to_owned)
            }),
            Self::ChineseDigits => Some(digits(number, "〇一二三四五六七八九")),
            Self::ChineseLegal => chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
            Self::Stems => nth("甲乙丙丁戊己庚辛壬癸", number),
            Self::Branches => nth("子丑寅卯辰巳午未申酉戌亥", number),
            Self::Circled => from(1, 20, 0x2460)
                .or_else(|| from(21, 35, 0x3251))
                .or_else(|| from(36, 50, 0x32b1)),
            Self::Bracketed => from(1, 20, 0x2474),
            Self::Stopped => from(1, 20, 0x2488),
            Self::CircledChinese => from(1, 10, 0x3280),
            Self::Dashed => Some(format!("- {number} -")),
            Self::Nothing => Some(String::new()),
        }
    }
}

fn nth(signs: &str, number: u32) -> Option<String> {
    signs.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

/// Decimal digits, written with ten other signs.
fn digits(number: u32, signs: &str) -> String {
    let sign = |c: char| signs.chars().nth(c.to_digit(10)? as usize);
    number.to_string().chars().filter_map(sign).collect()
}

fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in STEPS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

/// 1 to 9999 in words: signs from zero to nine, and those of ten, hundred and thousand.
fn chinese(number: u32, signs: &str, places: &str) -> Option<String> {
    if !(1..10_000).contains(&number) {
        return None;
    }
    let figures = number.to_string();
    let mut text = String::new();
    let mut gap = false;
    for (index, figure) in figures.chars().enumerate() {
        let digit = figure.to_digit(10)? as usize;
        if digit == 0 {
            gap = true;
            continue;
        }
        if gap {
            text.extend(signs.chars().next());
            gap = false;
        }
        text.extend(signs.chars().nth(digit));
        text.extend(
            (figures.len() - index)
                .checked_sub(2)
                .and_then(|place| places.chars().nth(place)),
        );
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::Numerals;

    #[test]
    fn chinese_numbers() {
        let written = |number| Numerals::Chinese.write(number).unwrap_or_default();
        let numbers = [1, 10, 11, 20, 99, 100, 101, 110, 1001, 1010, 9999];
        assert_eq!(
            numbers.map(written).join(" "),
            "一 十 十一 二十 九十九 一百 一百零一 一百一十 一千零一 一千零一十 九千九百九十九"
        );
        assert_eq!(Numerals::Chinese.write(0), None);
        assert_eq!(Numerals::ChineseDigits.write(20).as_deref(), Some("二〇"));
        assert_eq!(Numerals::ChineseLegal.write(10).as_deref(), Some("壹拾"));
    }

    #[test]
    fn signs_end_where_they_end() {
        assert_eq!(Numerals::Circled.write(20).as_deref(), Some("⑳"));
        assert_eq!(Numerals::Circled.write(21).as_deref(), Some("㉑"));
        assert_eq!(Numerals::Circled.write(50).as_deref(), Some("㊿"));
        assert_eq!(Numerals::Circled.write(51), None);
        assert_eq!(Numerals::LowerLetter.write(27), None);
        assert_eq!(Numerals::LowerRoman.write(49).as_deref(), Some("xlix"));
        assert_eq!(Numerals::Stems.write(0), None);
    }
}
