//! Encodings, and texts in other characters than the official ones.

use encoding_rs::GB18030;

/// A way to write a text as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    /// Without a byte order mark.
    BareUtf16Le,
    /// Without a byte order mark.
    BareUtf16Be,
    Gb18030,
}

impl Encoding {
    pub const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Utf8Bom,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::BareUtf16Le,
        Self::BareUtf16Be,
        Self::Gb18030,
    ];

    /// The name in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Bom => "utf-8",
            Self::Utf16Le | Self::BareUtf16Le => "utf-16le",
            Self::Utf16Be | Self::BareUtf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
        }
    }
}

/// The text in an encoding, with a byte order mark where it has one.
pub fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Bom => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        Encoding::Utf16Le => format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
        Encoding::Utf16Be => format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect(),
        Encoding::BareUtf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::BareUtf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
    }
}

/// What lines may end with.
pub const LINE_ENDS: [&str; 9] = [
    "\n", "\r\n", "\r", "\r\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}",
];

/// The text with other line ends, one after another.
pub fn with_line_ends(text: &str, ends: &[&str]) -> String {
    let mut ends = ends.iter().cycle();
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => format!("{line}{}", ends.next().unwrap_or(&"\n")),
            None => line.to_owned(),
        })
        .collect()
}

/// Other characters for the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Traditional characters.
    Traditional,
    /// Kangxi and CJK radicals in place of characters, as Chrome's PDF writer leaves them.
    Radicals,
    /// Full-width digits and points.
    FullWidth,
    /// Half-width brackets, colons and commas.
    HalfWidth,
    /// Carriage returns before line feeds.
    CrLf,
}

impl Script {
    pub const ALL: [Self; 5] = [
        Self::Traditional,
        Self::Radicals,
        Self::FullWidth,
        Self::HalfWidth,
        Self::CrLf,
    ];

    /// Whether agency and title may be compared with the original.
    pub fn keeps_words(self) -> bool {
        matches!(self, Self::CrLf | Self::HalfWidth)
    }
}

/// The text in other characters.
pub fn transcribe(text: &str, script: Script) -> String {
    match script {
        Script::CrLf => text.replace('\n', "\r\n"),
        Script::HalfWidth => text
            .chars()
            .map(|c| match c {
                '（' => '(',
                '）' => ')',
                '：' => ':',
                '，' => ',',
                _ => c,
            })
            .collect(),
        Script::FullWidth => text
            .chars()
            .map(|c| match c {
                '0'..='9' => char::from_u32(u32::from(c) - 0x30 + 0xff10).unwrap_or(c),
                '.' => '．',
                _ => c,
            })
            .collect(),
        Script::Radicals => map(text, RADICALS),
        Script::Traditional => {
            let text = text
                .replace("重复", "重複")
                .replace("反复", "反覆")
                .replace("制发", "製發")
                .replace("制作", "製作");
            map(&text, TRADITIONAL)
        }
    }
}

fn map(text: &str, pairs: &str) -> String {
    let pairs: Vec<(char, char)> = pairs
        .split_whitespace()
        .filter_map(|pair| {
            let mut chars = pair.chars();
            Some((chars.next()?, chars.next()?))
        })
        .collect();
    text.chars()
        .map(|c| pairs.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to))
        .collect()
}

const RADICALS: &str = "一⼀ 二⼆ 八⼋ 人⼈ 入⼊ 力⼒ 十⼗ 口⼝ 土⼟ 大⼤ 女⼥ 子⼦ 小⼩ 工⼯ 干⼲ 心⼼ 户⼾ 手⼿ 支⽀ 文⽂ 方⽅ \
    无⽆ 日⽇ 月⽉ 木⽊ 止⽌ 比⽐ 水⽔ 片⽚ 牛⽜ 玉⽟ 瓦⽡ 甘⽢ 生⽣ 用⽤ 田⽥ 白⽩ 目⽬ 石⽯ 示⽰ 立⽴ 米⽶ 老⽼ 而⽽ 耳⽿ 肉⾁ \
    自⾃ 至⾄ 色⾊ 行⾏ 血⾎ 言⾔ 谷⾕ 走⾛ 足⾜ 身⾝ 里⾥ 金⾦ 青⾭ 非⾮ 面⾯ 音⾳ 首⾸ 高⾼ 民⺠ 门⻔ 长⻓ 见⻅ 齐⻬ 风⻛ 车⻋ 页⻚ 马⻢";

const TRADITIONAL: &str = "规規 章章 范範 许許 处處 罚罰 强強 业業 费費 单單 万萬 项項 内內 决決 数數 发發 废廢 现現 总總 计計 \
    结結 转轉 办辦 开開 区區 这這 属屬 国國 禁禁 稳穩 护護 权權 务務 类類 过過 执執 询詢 无無 机機 关關 没沒 补補 后後 仍仍 确確 \
    访訪 举舉 报報 诉訴 复復 当當 认認 获獲 请請 缴繳 纳納 组組 织織 构構 会會 维維 纠糾 审審 经經 议議 于於 系係 继繼 续續 时時 \
    间間 动動 统統 据據 为為 实實 员員 门門 县縣 广廣 临臨 乐樂 长長 说說 网網 监監 导導 进進 问問 题題 应應 设設 质質 书書 专專 \
    则則 让讓 从從 条條 华華 国國 见見 门門 观觀 号號 与與 对對 众眾 达達 页頁 电電 话話 栏欄 览覽 严嚴 级級 济濟 资資 \
    个個 责責 训訓 评評 况況 额額 购購 采採 减減 称稱 证證 记記 档檔 样樣 标標 该該 还還 边邊 团團 体體 东東 创創 优優 将將 \
    须須 历歷 产產 众眾 庆慶 岁歲 归歸 录錄 准準 签簽 险險 险險 际際 阳陽 阴陰 随隨 隐隱 难難 须須";
