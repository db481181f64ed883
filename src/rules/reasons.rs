//! Why a cell cannot be read, and what to do about it, in words: for findings, texts and the page.

use crate::document::Reason;
use crate::language::Text;

/// Whether the document itself holds something else than a number there: that is for the report to mend.
pub fn is_of_report(reason: Reason) -> bool {
    matches!(reason, Reason::NotANumber | Reason::TwoNumbers | Reason::Glued)
}

/// Why, in a short phrase.
pub fn reason_words(reason: Reason) -> Text {
    match reason {
        Reason::NoFit => Text::new(
            "各数无论怎样归列都与合计不符",
            "however the numbers are put into columns, the sums do not hold",
        ),
        Reason::SeveralFit => Text::new(
            "空白丢失，各数所在的列不止一种可能",
            "blanks are lost, and the numbers fit the columns in several ways",
        ),
        Reason::GaveUp => Text::new(
            "各数归列的可能过多，未能逐一试完",
            "there are too many ways to put the numbers into columns",
        ),
        Reason::RowUncertain => Text::new(
            "行名与数字分离，各数属于哪一行、哪一列无法确定",
            "labels and numbers are apart; where the numbers belong is not certain",
        ),
        Reason::SetCharacters => Text::new(
            "只有上标、下标或带删除线的文字",
            "nothing stands there but raised, lowered or struck characters",
        ),
        Reason::Hidden => Text::new("内容被隐藏", "what stands there is hidden"),
        Reason::Object => Text::new(
            "是图片、对象或控件，不是文字",
            "a picture, an object or a form field stands there, no text",
        ),
        Reason::Glued => Text::new("数字与字母、符号相连", "digits stand against letters or signs"),
        Reason::StaleFormula => Text::new("公式尚未计算", "the formula was never calculated"),
        Reason::Watermark => Text::new("与水印重叠，无法分辨", "a watermark lies over it"),
        Reason::Damaged => Text::new("文件此处已损坏", "the file is damaged there"),
        Reason::NotANumber => Text::new("不是数字", "no number"),
        Reason::HeadUnknown => Text::new(
            "列名重复，或无法与规定格式对应",
            "heads of columns are there twice, or match none of the form's",
        ),
        Reason::TwoNumbers => Text::new("一格内有两个数", "two numbers in one cell"),
    }
}

/// What to do.
pub fn remedy(reason: Reason) -> Text {
    match reason {
        Reason::NoFit | Reason::SeveralFit | Reason::GaveUp => Text::new(
            "请连同空白单元格重新复制，或改用原文件核对；无数据的单元格填“0”。",
            "Copy again with the blank cells, or check the original file; write 0 where there is nothing.",
        ),
        Reason::RowUncertain => Text::new(
            "请从原文件重新复制整张表，或改用原文件核对。",
            "Copy the whole table again from the original file, or check that file.",
        ),
        Reason::HeadUnknown => Text::new(
            "请按规定格式改正列名、删去多出的列，或对照原文查看。",
            "Write the heads as the form has them and remove other columns, or look at the original.",
        ),
        Reason::SetCharacters | Reason::Hidden => Text::new(
            "请在原文件中查看该单元格，以普通文字填写。",
            "Look at the cell in the original file, and write the number as plain text.",
        ),
        Reason::Object => Text::new("请将该数以文字填入单元格。", "Write the number into the cell as text."),
        Reason::StaleFormula => Text::new(
            "请在Excel中打开并保存，再行核对。",
            "Open the workbook in Excel, save it, and check it again.",
        ),
        Reason::Watermark => Text::new("请改用没有水印的文件核对。", "Check a copy without the watermark."),
        Reason::Damaged => Text::new("请改用完好的文件核对。", "Check an undamaged copy of the file."),
        Reason::NotANumber | Reason::Glued | Reason::TwoNumbers => Text::new(
            "只填一个数字，单位和说明移到表外。",
            "Write one number only; move units and remarks out of the table.",
        ),
    }
}
