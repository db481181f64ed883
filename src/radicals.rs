//! Radicals: code points of their own that look like characters. Where a font has one glyph for both, the text of a PDF may hold
//! the radical in place of the character.

/// U+2F00…U+2FD5, the Kangxi radicals, in order.
const KANGXI: &str = "\
一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋\
弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石\
示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾见角言谷豆豕豸贝赤走足身车辛辰辵邑酉釆里金长\
门阜隶隹雨靑非面革韦韭音页风飞食首香马骨高髟斗鬯鬲鬼鱼鸟卤鹿麦麻黄黍黑黹黾鼎鼓鼠鼻齐齿龙龟龠";

/// CJK radicals of the supplement, each before the character it stands for.
const RADICALS: &str = "\
⺁厂⺄乙⺟母⺠民⺩玉⺪疋⺶羊⺹老⻄西⻅见⻆角⻋车⻑长⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟\
⻧卤⻨麦⻩黄⻫齐⻬齐⻮齿⻰龙⻳龟";

/// Every radical and the character it stands for.
pub fn all() -> impl Iterator<Item = (char, char)> {
    ('\u{2f00}'..).zip(KANGXI.chars()).chain(pairs(RADICALS))
}

/// Each character of a text and the one after it.
pub fn pairs(text: &'static str) -> impl Iterator<Item = (char, char)> {
    let mut chars = text.chars();
    std::iter::from_fn(move || Some((chars.next()?, chars.next()?)))
}

/// The character that a radical stands for; any other character itself.
#[cfg(feature = "files")]
pub fn character(c: char) -> char {
    if !matches!(c, '\u{2e80}'..='\u{2fdf}') {
        return c;
    }
    all()
        .find(|(radical, _)| *radical == c)
        .map_or(c, |(_, character)| character)
}
