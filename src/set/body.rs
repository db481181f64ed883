//! Names → agency: the region, the kind and the stem that a name tells. Names propose; folders and a roster decide (`bodies.rs`).

mod cities;
mod words;

use self::cities::COUNTY_CITIES;
use self::words::{ALIASES, CENTRAL, DISTRICTS, ENDINGS, ENTERPRISES, OFFICES, PROVINCES, VERTICAL, ZONES};
use crate::document::Span;
use crate::reading::Line;

/// How far up a region stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省, 自治区, 直辖市.
    Province,
    /// 市, 自治州, 地区, 盟.
    City,
    /// 县, 区, 县级市, 旗.
    County,
    /// 镇, 乡, 街道.
    Township,
}

impl Level {
    /// As written in a set's review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Township => "township",
        }
    }
}

/// What kind of agency it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 人民政府.
    Government,
    /// 人民政府办公厅（室）: it reports for 本政府机关.
    Office,
    /// A department of a government.
    Department,
    /// 街道办事处.
    Subdistrict,
    /// 开发区 and the like.
    Zone,
    /// Agencies that report up their own line, not to the government of the place.
    Vertical,
    /// 分局 that are parts of a higher agency.
    Branch,
    /// Companies, hospitals, schools.
    Enterprise,
    /// The name does not tell.
    Unknown,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Government,
        Self::Office,
        Self::Department,
        Self::Subdistrict,
        Self::Zone,
        Self::Vertical,
        Self::Branch,
        Self::Enterprise,
        Self::Unknown,
    ];

    /// As written in a set's review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Office => "office",
            Self::Department => "department",
            Self::Subdistrict => "subdistrict",
            Self::Zone => "zone",
            Self::Vertical => "vertical",
            Self::Branch => "branch",
            Self::Enterprise => "enterprise",
            Self::Unknown => "unknown",
        }
    }

    /// Whether a government sums it by default.
    pub fn is_summed(self) -> bool {
        matches!(
            self,
            Self::Government | Self::Office | Self::Department | Self::Subdistrict | Self::Zone
        )
    }
}

/// An agency's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Folded, without white space and quotes.
    pub text: String,
    /// The regions that it begins with, the highest first.
    pub region: Vec<String>,
    /// The level of the last of them, or of a region without its name: 县教育局.
    pub level: Option<Level>,
    /// What comes after the regions.
    pub unit: String,
    /// What kind of agency.
    pub kind: Kind,
}

impl Name {
    /// Takes a name apart.
    pub fn new(text: &str) -> Self {
        let text = folded(text);
        // The central agency's name comes first: 国家税务总局云岭县税务局.
        if let Some((central, rest)) = CENTRAL.iter().find_map(|name| Some((name, text.strip_prefix(name)?)))
            && !rest.is_empty()
        {
            let own = Self::new(rest);
            return Self {
                unit: format!("{central}{}", own.unit),
                kind: if own.kind == Kind::Enterprise {
                    own.kind
                } else {
                    Kind::Vertical
                },
                text: text.clone(),
                ..own
            };
        }
        let chars: Vec<char> = text.chars().collect();
        let (mut region, mut level, mut at) = (Vec::new(), None, 0);
        while let Some((end, found)) = region_at(&chars, at, level) {
            let name: String = chars[at..end].iter().collect();
            if region.last() != Some(&name) {
                region.push(name);
            }
            (at, level) = (end, Some(found));
        }
        if region.is_empty()
            && let Some(found) = nameless(&chars)
        {
            (at, level) = (1, Some(found));
        }
        let unit: String = chars[at..].iter().collect();
        let kind = kind(&unit, region.last().map(String::as_str), level);
        Self {
            text,
            region,
            level,
            unit,
            kind,
        }
    }

    /// The stem of its unit: what stays the same through short forms and reforms.
    pub fn stem(&self) -> String {
        stem(self.core())
    }

    /// Its unit without the words that everyday use leaves out, so that what is alike here is one agency in one year too:
    /// 政府办 and 人民政府办公室, 管委会 and 管理委员会, 某街道 and 某街道办事处, 税务局 and 国家税务总局…税务局.
    pub fn core(&self) -> &str {
        let unit = self.unit.as_str();
        let without = |end: &&str| unit.strip_suffix(*end);
        match self.kind {
            Kind::Government => "",
            Kind::Office if OFFICES.contains(&unit) => "办公室",
            Kind::Subdistrict if ["", "办事处", "人民政府办事处"].contains(&unit) => "办事处",
            Kind::Zone => ["管理委员会", "管委会"].iter().find_map(without).unwrap_or(unit),
            Kind::Vertical => {
                let rest = CENTRAL.iter().find_map(|central| unit.strip_prefix(central));
                rest.filter(|rest| kind(rest, None, None) == Kind::Vertical)
                    .unwrap_or(unit)
            }
            _ => unit,
        }
    }
}

/// A name as it is compared: folded, without white space, quotes, and the words that stand around names.
pub fn folded(text: &str) -> String {
    let line = Line::new(text, Span::new(0, text.len()));
    let mut name: String = line.chars.iter().map(|c| c.0).collect();
    name.retain(|c| !matches!(c, '“' | '”' | '"' | '\'' | '‘' | '’' | '《' | '》'));
    let name = name.strip_prefix("中华人民共和国").unwrap_or(&name);
    let name = name.strip_suffix("文件").or(name.strip_suffix("公报")).unwrap_or(name);
    name.to_owned()
}

/// The region that begins at an index and lies below `above`: where it ends, and its level. The nearest end decides.
fn region_at(chars: &[char], from: usize, above: Option<Level>) -> Option<(usize, Level)> {
    /// 双江拉祜族佤族布朗族傣族自治县.
    const LONGEST: usize = 15;
    let rest: String = chars[from.min(chars.len())..].iter().collect();
    if above.is_none()
        && let Some(province) = PROVINCES.iter().find(|province| rest.starts_with(**province))
    {
        return Some((from + province.chars().count(), Level::Province));
    }
    if let Some(end) = division(chars, from).filter(|_| above == Some(Level::Province)) {
        return Some((end, Level::City));
    }
    for end in from + 1..chars.len().min(from + LONGEST) {
        // 池州市生态环境局贵池区分局 is an agency of 池州市.
        if chars[end] == '局' {
            return None;
        }
        let name: String = chars[from..=end].iter().collect();
        if chars[end] == '区' && ZONES.iter().any(|zone| name.ends_with(zone)) && !DISTRICTS.contains(&name.as_str()) {
            return None;
        }
        if let Some(level) = ends_region(chars, &name, end, above) {
            return (above < Some(level)).then_some((end + 1, level));
        }
    }
    None
}

/// 第八师 of 新疆生产建设兵团.
fn division(chars: &[char], from: usize) -> Option<usize> {
    let rest = chars.get(from..)?;
    let end = rest
        .iter()
        .position(|c| *c == '师')
        .filter(|end| (2..=4).contains(end))?;
    let numerals = rest[1..end].iter().all(|c| "一二三四五六七八九十".contains(*c));
    (rest.first() == Some(&'第') && numerals).then_some(from + end + 1)
}

/// The level of the region that a character ends; none where the word goes on.
fn ends_region(chars: &[char], name: &str, end: usize, above: Option<Level>) -> Option<Level> {
    let next = |of: &str| chars.get(end + 1).is_some_and(|c| of.contains(*c));
    let before = |of: &str| chars.get(end.wrapping_sub(1)).is_some_and(|c| of.contains(*c));
    match chars[end] {
        '省' if !next("直级属") => Some(Level::Province),
        '市' if is_city(chars, name, end) => {
            let is_county = above == Some(Level::City) || COUNTY_CITIES.split(' ').any(|city| city == name);
            Some(if is_county { Level::County } else { Level::City })
        }
        '州' if name.ends_with("自治州") => Some(Level::City),
        '盟' if !next("区市县") => Some(Level::City),
        '区' if name.ends_with("地区") && name.chars().count() > 3 => Some(Level::City),
        // 旧县镇 is a town.
        '县' if next("镇乡") && ends_township(chars, "", end + 1) => None,
        '县' if !next("级域") => Some(Level::County),
        '旗' if !next("区县镇乡街市") => Some(Level::County),
        '区' if !next("域划块") && !before("社景灌库校辖战小片牧护") => Some(Level::County),
        '镇' | '乡' | '木' | '道' if ends_township(chars, name, end) => Some(Level::Township),
        _ => None,
    }
}

/// Whether a 市 ends a city's name: 市场, 市容, 市民, 市政园林 are words of their own.
fn is_city(chars: &[char], name: &str, end: usize) -> bool {
    match chars.get(end + 1) {
        Some('场' | '容' | '直' | '级' | '属') => false,
        Some('民') => chars.get(end + 2).is_some_and(|c| "政宗族主防营兵航".contains(*c)),
        Some('政') => chars.get(end + 2).is_some_and(|c| "府务协法".contains(*c)),
        // 沙市区, 津市市
        Some('区') => name.chars().count() > 2,
        Some('市') if name.chars().count() == 2 => !is_city(chars, name, end + 1),
        _ => name != "城市",
    }
}

/// A township has no departments: after its name stands its government, its office or nothing. 城乡建设局 is no township.
fn ends_township(chars: &[char], name: &str, end: usize) -> bool {
    if chars[end] == '木' && !name.ends_with("苏木") || chars[end] == '道' && !name.ends_with("街道") || name == "街道"
    {
        return false;
    }
    let rest: String = chars[end + 1..].iter().collect();
    [
        "",
        "人民政府",
        "政府",
        "办事处",
        "人民政府办公室",
        "党政办公室",
        "党政综合办公室",
    ]
    .contains(&rest.as_str())
}

/// The level of a region without its name: 区财政局, 市发改委.
fn nameless(chars: &[char]) -> Option<Level> {
    let rest: String = chars.iter().skip(1).collect();
    match chars.first()? {
        '省' if !rest.is_empty() => Some(Level::Province),
        '市' if !rest.is_empty() && is_city(chars, "市", 0) => Some(Level::City),
        '县' | '区' if !rest.is_empty() && !rest.starts_with(['域', '划', '块', '级']) => Some(Level::County),
        '镇' | '乡' if rest.ends_with("政府") => Some(Level::Township),
        _ => None,
    }
}

/// What kind of agency a unit is; the order of the tests matters.
fn kind(unit: &str, region: Option<&str>, level: Option<Level>) -> Kind {
    let ends = |words: &[&str]| words.iter().any(|word| unit.ends_with(word));
    let has = |words: &[&str]| words.iter().any(|word| unit.contains(word));
    let of_office = ends(&["政府办公室", "政府办公厅", "政府办", "府办"]);
    if ends(&["办事处"]) || region.is_some_and(|region| region.ends_with("街道")) && !of_office {
        Kind::Subdistrict
    } else if has(&ZONES) || ends(&["管委会", "管理委员会"]) && !has(&["监督管理委员会", "资产"]) {
        Kind::Zone
    } else if has(&VERTICAL) && !unit.contains("地方金融") {
        Kind::Vertical
    } else if of_office || ["办公室", "办公厅"].contains(&unit) {
        Kind::Office
    } else if level.is_some() && ["", "人民政府", "政府", "行政公署", "人民政府本级"].contains(&unit) {
        Kind::Government
    } else if ends(&ENTERPRISES) {
        Kind::Enterprise
    } else if unit.ends_with("分局") {
        Kind::Branch
    } else if unit.chars().count() >= 2 {
        Kind::Department
    } else {
        Kind::Unknown
    }
}

/// The stem of a unit.
pub fn stem(unit: &str) -> String {
    let unit = unit.replace("人民政府", "");
    let ending = ENDINGS
        .iter()
        .find(|ending| unit.ends_with(**ending) && unit.len() > ending.len());
    let core = unit.strip_suffix(ending.copied().unwrap_or_default()).unwrap_or(&unit);
    let core: String = core
        .chars()
        .filter(|c| !matches!(c, '和' | '与' | '及' | '、'))
        .collect();
    let core = ["经济技术开发区", "经济开发区"]
        .iter()
        .fold(core, |core, zone| core.replace(zone, "经开区"))
        .replace("高新技术产业开发区", "高新区");
    let known = ALIASES
        .iter()
        .find(|(stem, words)| *stem == core || words.contains(&core.as_str()));
    known.map_or(core, |(stem, _)| (*stem).to_owned())
}

/// A region's name without its end: 云岭 of 云岭县, for a county that has become a district.
pub fn region_stem(region: &str) -> &str {
    let ends = [
        "自治县",
        "自治旗",
        "自治州",
        "地区",
        "林区",
        "特区",
        "街道",
        "市",
        "县",
        "区",
        "旗",
        "镇",
        "乡",
        "盟",
        "省",
    ];
    ends.iter()
        .find_map(|end| region.strip_suffix(end))
        .filter(|stem| stem.chars().count() >= 2)
        .unwrap_or(region)
}

/// The level of a region by its name alone.
pub fn level_of(region: &[String]) -> Option<Level> {
    let mut level = None;
    for name in region {
        let chars: Vec<char> = name.chars().collect();
        level = region_at(&chars, 0, level).map(|(_, found)| found).or(level);
    }
    level
}

/// How alike two stems are: twice the pairs of characters that they share, of all their pairs, in hundredths. 0 where neither holds
/// the other's characters in their order, so that 第一分局 and 第二分局 are never alike.
pub fn likeness(a: &str, b: &str) -> usize {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let within = |short: &str, long: &str| {
        let mut long = long.chars();
        short.chars().all(|c| long.any(|other| other == c))
    };
    if !within(a, b) && !within(b, a) {
        return 0;
    }
    let (ours, mut theirs) = (pairs(a), pairs(b));
    let all = ours.len() + theirs.len();
    let mut shared = 0_usize;
    for pair in ours {
        if let Some(at) = theirs.iter().position(|other| *other == pair) {
            theirs.swap_remove(at);
            shared += 1;
        }
    }
    (200 * shared).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<String>, String, Kind) {
        let name = Name::new(text);
        (name.region, name.unit, name.kind)
    }

    fn assert_told(text: &str, region: &str, unit: &str, kind: Kind) {
        let region: Vec<String> = region.split_whitespace().map(str::to_owned).collect();
        assert_eq!(told(text), (region, unit.to_owned(), kind), "{text}");
    }

    #[test]
    fn regions_end_where_they_end() {
        for (text, region, unit, kind) in [
            ("嘉兴市市场监督管理局", "嘉兴市", "市场监督管理局", Kind::Department),
            ("嘉兴市政务数据办公室", "嘉兴市", "政务数据办公室", Kind::Department),
            ("某市政园林局", "", "某市政园林局", Kind::Department),
            ("镇江市人民政府", "镇江市", "人民政府", Kind::Government),
            ("乡宁县教育局", "乡宁县", "教育局", Kind::Department),
            ("阳泉市城区人民政府", "阳泉市 城区", "人民政府", Kind::Government),
            ("阳泉市矿区财政局", "阳泉市 矿区", "财政局", Kind::Department),
            ("长治市郊区教育局", "长治市 郊区", "教育局", Kind::Department),
            ("赤峰市红山区", "赤峰市 红山区", "", Kind::Government),
            ("某市红旗区教育局", "某市 红旗区", "教育局", Kind::Department),
            (
                "延边朝鲜族自治州延吉市教育局",
                "延边朝鲜族自治州 延吉市",
                "教育局",
                Kind::Department,
            ),
            ("景德镇市浮梁县水利局", "景德镇市 浮梁县", "水利局", Kind::Department),
            ("海盐县城市管理局", "海盐县", "城市管理局", Kind::Department),
            ("海盐县住房和城乡建设局", "海盐县", "住房和城乡建设局", Kind::Department),
            ("南宁市西乡塘区教育局", "南宁市 西乡塘区", "教育局", Kind::Department),
            ("海盐县武原街道办事处", "海盐县 武原街道", "办事处", Kind::Subdistrict),
            ("海盐县沈荡镇人民政府", "海盐县 沈荡镇", "人民政府", Kind::Government),
            (
                "天津市滨海新区人民政府",
                "天津市 滨海新区",
                "人民政府",
                Kind::Government,
            ),
            ("上海市浦东新区教育局", "上海市 浦东新区", "教育局", Kind::Department),
            (
                "云岭县经济开发区管理委员会",
                "云岭县",
                "经济开发区管理委员会",
                Kind::Zone,
            ),
            ("平潭综合实验区管委会", "", "平潭综合实验区管委会", Kind::Zone),
            (
                "新疆生产建设兵团第八师教育局",
                "新疆生产建设兵团 第八师",
                "教育局",
                Kind::Department,
            ),
            (
                "内蒙古自治区锡林郭勒盟东乌珠穆沁旗财政局",
                "内蒙古自治区 锡林郭勒盟 东乌珠穆沁旗",
                "财政局",
                Kind::Department,
            ),
            (
                "国家税务总局云岭县税务局",
                "云岭县",
                "国家税务总局税务局",
                Kind::Vertical,
            ),
            (
                "云岭县地方金融监督管理局",
                "云岭县",
                "地方金融监督管理局",
                Kind::Department,
            ),
            ("云岭县人民政府办公室", "云岭县", "人民政府办公室", Kind::Office),
            (
                "云岭县国有资产监督管理委员会",
                "云岭县",
                "国有资产监督管理委员会",
                Kind::Department,
            ),
            ("嘉兴市生态环境局海盐分局", "嘉兴市", "生态环境局海盐分局", Kind::Branch),
        ] {
            assert_told(text, region, unit, kind);
        }
    }

    #[test]
    fn words_for_regions_within_other_names_end_none() {
        for (text, region, unit, kind) in [
            (
                "池州市生态环境局贵池区分局",
                "池州市",
                "生态环境局贵池区分局",
                Kind::Branch,
            ),
            ("沙市区人民政府", "沙市区", "人民政府", Kind::Government),
            (
                "荆州市沙市区观音垱镇人民政府",
                "荆州市 沙市区 观音垱镇",
                "人民政府",
                Kind::Government,
            ),
            ("津市市人民政府", "津市市", "人民政府", Kind::Government),
            ("津市市市场监督管理局", "津市市", "市场监督管理局", Kind::Department),
            ("萍乡市民政局", "萍乡市", "民政局", Kind::Department),
            ("盘州市民主镇人民政府", "盘州市 民主镇", "人民政府", Kind::Government),
            ("某市民服务中心", "", "某市民服务中心", Kind::Department),
            ("太和县旧县镇人民政府", "太和县 旧县镇", "人民政府", Kind::Government),
            ("旧县镇人民政府", "旧县镇", "人民政府", Kind::Government),
            ("云岭县乡村振兴局", "云岭县", "乡村振兴局", Kind::Department),
            ("国网郎溪县供电公司", "郎溪县", "国网供电公司", Kind::Enterprise),
            (
                "云岭县城市建设投资集团有限公司",
                "云岭县",
                "城市建设投资集团有限公司",
                Kind::Enterprise,
            ),
        ] {
            assert_told(text, region, unit, kind);
        }
    }

    #[test]
    fn a_region_may_be_without_its_name() {
        let name = Name::new("区财政局");
        assert_eq!(
            (name.region.len(), name.level, name.unit.as_str()),
            (0, Some(Level::County), "财政局")
        );
        assert_eq!(Name::new("市发改委").stem(), "发展改革");
        assert_eq!(Name::new("市场监督管理局").level, None);
    }

    #[test]
    fn everyday_names_are_one_agency_with_the_whole_ones() {
        for (a, b) in [
            ("霍邱县政府办公室", "霍邱县人民政府办公室"),
            ("霍邱县政府办", "霍邱县府办"),
            ("霍邱县政府", "霍邱县人民政府"),
            ("霍邱县经济开发区管委会", "霍邱县经济开发区管理委员会"),
            ("霍邱县城关街道", "霍邱县城关街道办事处"),
            ("霍邱县税务局", "国家税务总局霍邱县税务局"),
        ] {
            let (a, b) = (Name::new(a), Name::new(b));
            assert_eq!(
                (&a.region, a.kind, a.core()),
                (&b.region, b.kind, b.core()),
                "{}",
                b.text
            );
        }
        let (office, other) = (Name::new("霍邱县政府办公室"), Name::new("霍邱县政务公开办公室"));
        assert_ne!(office.core(), other.core());
    }

    #[test]
    fn stems_stay_through_short_forms_and_reforms() {
        for (a, b) in [
            ("发展和改革局", "发改委"),
            ("卫生健康局", "卫健委"),
            ("市场监督管理局", "市监局"),
            ("自然资源和规划局", "国土资源局"),
            ("经济和信息化局", "工业和信息化局"),
            ("教育和体育局", "教育局"),
            ("教委", "教育委员会"),
            ("综合执法局", "城市管理综合行政执法局"),
            ("文化广电新闻出版局", "文化和旅游局"),
            ("大数据局", "数据资源管理局"),
            ("人防办", "人民防空办公室"),
            ("自规局", "自然资源和规划局"),
        ] {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("水利局"), stem("林业局"));
    }

    #[test]
    fn different_places_and_numbers_are_not_alike() {
        assert_eq!(likeness("自然资源规划局第一分", "自然资源规划局第二分"), 0);
        assert_eq!(likeness("公安局交通警察支队东城大", "公安局交通警察支队西城大"), 0);
        assert!(likeness("农村经济合作经营指导", "农村经济经营指导") >= 75);
    }
}
