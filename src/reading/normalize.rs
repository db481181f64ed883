//! One spelling for matching: radicals, full-width forms and Traditional characters become the common Simplified ones.
//!
//! Only used to compare; what is shown is always the document's own text.

use std::sync::LazyLock;

use crate::radicals;

/// Traditional, variant and compatibility characters, each before the Simplified one: those that can occur in the form
/// or in the words the rules look for.
#[allow(clippy::unicode_not_nfc)] // compatibility characters are what it is for
const VARIANTS: &str = "\
並并佈布佔占併并來来侷局係系俬私個个備备傢家傳传僅仅億亿儘尽優优兌兑內内兩两冊册別别則则創创劃划劉刘動动務务匯汇\
區区協协參参吳吴員员問问單单噹当嚮向嚴严國国圍围園园圖图埰采執执報报場场墰坛壇坛壓压壜坛夠够奬奖學学寀采實实寧宁\
審审寫写將将專专對对導导屆届層层屬属幫帮幹干廢废廣广廳厅強强彆别彔录彙汇後后徑径從从復复徵征徹彻愛爱態态應应戶户\
捲卷掛挂採采換换揮挥擊击據据擴扩敗败數数斷断於于昇升時时暢畅暫暂曏向書书會会朮术東东査查條条業业極极榦干構构樓楼\
標标機机檔档檢检檯台欄栏權权歸归氣气氫氢氾泛汎泛決决沒没況况洩泄減减測测準准滙汇滿满漢汉濟济為为無无熱热營营爭争\
爲为牽牵獎奖獲获現现環环產产産产畢毕當当發发盡尽監监眞真眾众睏困確确碼码礎础祕秘種种稱称積积穩稳穫获箇个範范簡简\
簽签籌筹籤签糾纠紀纪約约納纳紓纾級级紮扎終终組组結结絕绝絡络給给統统絶绝經经綫线維维網网線线編编緻致縣县總总績绩\
織织繞绕繫系繳缴繼继續续纍累罈坛罎坛罰罚羣群義义習习聞闻聯联職职肅肃脩修臨临臺台與与興兴舉举舊旧華华萬万蔘参處处\
號号衆众術术衛卫補补製制複复覈核見见規规視视覺觉觀观訂订計计訊讯討讨訓训託托記记訟讼訪访設设許许訴诉註注評评詢询\
試试話话該该認认誤误誰谁調调談谈請请論论諮咨講讲識识議议護护讀读豐丰負负財财貫贯責责費费資资質质賬账購购跡迹踰逾\
蹟迹蹤踪車车較较載载轉转辦办迴回這这進进運运過过達达適适遲迟遺遗還还郵邮鄉乡針针鈎钩鈡钟鉤钩銅铜錄录錦锦錯错録录\
錶表鍼针鍾钟鎭镇鎮镇鏈链鐘钟長长門门閉闭開开間间閤合閱阅閲阅關关陞升陽阳際际隱隐隻只雙双離离難难電电韆千頁页項项\
順顺預预領领頭头題题額额類类風风颱台餘余饋馈馬马駁驳驗验體体髮发魚鱼鹹咸鹽盐麪面麫面麵面點点齊齐齡龄齣出更更車车\
金金落落欄栏來来老老露露錄录論论雷雷樓楼漏漏累累陵陵讀读寧宁率率北北便便復复不不數数索索參参塞塞省省亮亮兩两良良\
量量力力年年聯联列列令令寧宁零零領领例例了了料料劉刘流流留留類类六六律律率率利利易易理理離离臨临立立識识切切度度\
行行降降見见益益神神精精都都免免勤勤層层海海漢汉社社突突署署視视難难並并况况全全充充流流漢汉益益直直类类華华視视\
調调請请遲迟難难";

/// The first character of the table; everything below stays as it is.
const FIRST: u32 = 0x2e80;
/// The last one.
const LAST: u32 = 0xff5e;

static FOLDED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table: Vec<u16> = (FIRST..=LAST).map(|code| code as u16).collect();
    let mut set = |from: u32, to: u32| table[(from - FIRST) as usize] = to as u16;
    for (from, to) in radicals::all().chain(radicals::pairs(VARIANTS)) {
        set(u32::from(from), u32::from(to));
    }
    for code in 0xff01..=LAST {
        set(code, code - 0xff01 + 0x21);
    }
    set(0x3000, u32::from(' '));
    table
});

/// Normalizes one character.
pub fn normalize(c: char) -> char {
    let code = u32::from(c);
    if (FIRST..=LAST).contains(&code) {
        let folded = FOLDED[(code - FIRST) as usize];
        return char::from_u32(u32::from(folded)).unwrap_or(c);
    }
    match code {
        0xa0 | 0x2000..=0x200a => ' ',
        _ => c,
    }
}

/// Whether a character takes no part in any comparison: white space, signs without width, such as those that say in which
/// direction a text runs, the byte order mark, what fills up a record.
pub fn is_space(c: char) -> bool {
    // Almost every character asked about is Chinese, and none of those is one.
    if ('\u{3001}'..'\u{fe00}').contains(&c) {
        return false;
    }
    c.is_whitespace()
        || matches!(c, '\0' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a normalized character is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}
