//! Reports as HTML: saved pages and what word processors put on the clipboard.

use std::fmt::Write;

use super::grid::{Grid, GridCell, Part, Piece, Slot, pieces};
use super::sample::Sample;

/// A kind of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bare paragraphs and tables.
    Plain,
    /// A saved page of a government's web site.
    Page,
    /// Word's clipboard.
    Word,
    /// The clipboard of WPS.
    Wps,
    /// Numbers deep in spans, torn over several.
    NestedSpans,
    /// The report within a table that only serves the layout.
    LayoutTable,
    /// An empty column of no width at the end of each row.
    ExtraColumn,
    /// `</td>`, `</tr>` and `</p>` left out, as the standard allows.
    OpenEnds,
}

impl Style {
    pub const ALL: &'static [Self] = &[
        Self::Plain,
        Self::Page,
        Self::Word,
        Self::Wps,
        Self::NestedSpans,
        Self::LayoutTable,
        Self::ExtraColumn,
        Self::OpenEnds,
    ];
}

/// The report as HTML.
pub fn render(sample: &Sample, style: Style) -> String {
    render_pieces(&pieces(sample), style)
}

/// Pieces as HTML.
pub fn render_pieces(pieces: &[Piece], style: Style) -> String {
    let mut body = String::new();
    for piece in pieces {
        match piece {
            Piece::Furniture(line) => {
                // A page has furniture of its own.
                if !matches!(style, Style::Page | Style::Word | Style::Wps) {
                    let _ = writeln!(body, "<div>{}</div>", escape(line));
                }
            }
            Piece::Title(line) if matches!(style, Style::Plain | Style::LayoutTable) => {
                let _ = writeln!(body, "<h1>{}</h1>", escape(line));
            }
            Piece::Title(line) | Piece::Heading(line) | Piece::Paragraph(line) => {
                let _ = writeln!(body, "{}", paragraph(line, style));
            }
            Piece::Table(grid) => body.push_str(&table(grid, style)),
        }
    }
    frame(&body, pieces, style)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Puts what stands inside a paragraph or a cell into the tags of its maker.
fn run(text: &str, style: Style) -> String {
    let text = escape(text);
    match style {
        Style::Plain | Style::LayoutTable | Style::ExtraColumn | Style::OpenEnds => text,
        Style::Page => format!("<span style=\"font-size: 12pt; font-family: 宋体;\">{text}</span>"),
        // Word sets Latin letters and digits apart from Chinese characters.
        Style::Word => by_script(&text, |part, latin| {
            if latin {
                format!("<span lang=EN-US style='font-size:10.5pt;\nmso-bidi-font-size:11.0pt'>{part}</span>")
            } else {
                format!("<span\nstyle='font-size:10.5pt;font-family:宋体;mso-ascii-font-family:Calibri'>{part}</span>")
            }
        }),
        Style::Wps => by_script(&text, |part, latin| {
            let font = if latin {
                "font-family:Calibri;mso-fareast-font-family:宋体;"
            } else {
                "font-family:宋体;"
            };
            let inner = if latin {
                part.to_owned()
            } else {
                format!("<font face=\"宋体\" >{part}</font>")
            };
            format!(
                "<span style=\"mso-spacerun:'yes';{font}mso-bidi-font-family:'Times New Roman';font-size:10.5000pt;mso-font-kerning:1.0000pt;\" >{inner}</span>"
            )
        }),
        Style::NestedSpans => {
            let torn: String = text.chars().map(|c| format!("<span>{c}</span>")).collect();
            // An entity must stay in one piece.
            let torn = if text.contains('&') { text } else { torn };
            format!(
                "<span style=\"color:#000\"><span><font face=\"仿宋\"><span lang=\"EN-US\">{torn}</span></font></span></span>"
            )
        }
    }
}

fn by_script(text: &str, wrap: impl Fn(&str, bool) -> String) -> String {
    let latin = |c: char| c.is_ascii_graphic();
    let mut out = String::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (i, &(at, c)) in chars.iter().enumerate() {
        let end = chars.get(i + 1).map_or(text.len(), |next| next.0);
        if chars.get(i + 1).is_none_or(|next| latin(next.1) != latin(c)) {
            out.push_str(&wrap(&text[start..end], latin(c)));
            start = end;
        }
        let _ = at;
    }
    out
}

fn paragraph(line: &str, style: Style) -> String {
    let run = run(line, style);
    match style {
        Style::Page => format!("<p style=\"text-indent: 2em; line-height: 2;\">{run}</p>"),
        Style::Word => {
            format!("<p class=MsoNormal style='text-indent:21.0pt'>{run}<span\nlang=EN-US><o:p></o:p></span></p>\n")
        }
        Style::Wps => format!(
            "<p class=MsoNormal  style=\"text-indent:21.0000pt;\" >{run}<span style=\"mso-spacerun:'yes';font-family:Calibri;font-size:10.5000pt;\" ><o:p></o:p></span></p>"
        ),
        Style::OpenEnds => format!("<p>{run}"),
        _ => format!("<p>{run}</p>"),
    }
}

/// What stands inside a `<td>`.
fn content(cell: &GridCell, style: Style) -> String {
    if cell.text.is_empty() {
        return match style {
            Style::Plain | Style::ExtraColumn | Style::OpenEnds => String::new(),
            Style::Page => "<p style=\"text-align: center;\"><span>&nbsp;</span></p>".to_owned(),
            Style::Word => "\n  <p class=MsoNormal align=center style='text-align:center'><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n  ".to_owned(),
            Style::Wps => "<p class=MsoNormal  align=center  style=\"text-align:center;\" ><span style=\"mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;\" ><o:p>&nbsp;</o:p></span></p>".to_owned(),
            Style::NestedSpans | Style::LayoutTable => "&nbsp;".to_owned(),
        };
    }
    let text = match cell.wrap {
        Some(at) if matches!(style, Style::Page | Style::LayoutTable | Style::Plain) => {
            let (left, right): (Vec<_>, Vec<_>) = cell.text.chars().enumerate().partition(|(i, _)| *i < at);
            let half = |part: Vec<(usize, char)>| run(&part.into_iter().map(|(_, c)| c).collect::<String>(), style);
            format!("{}<br />{}", half(left), half(right))
        }
        _ => run(&cell.text, style),
    };
    match style {
        Style::Plain | Style::LayoutTable | Style::ExtraColumn | Style::OpenEnds => text,
        Style::Page => format!("<p style=\"text-align: center;\">{text}</p>"),
        Style::Word => format!(
            "\n  <p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'>{text}<span\n  lang=EN-US style='font-size:10.5pt'><o:p></o:p></span></p>\n  "
        ),
        Style::Wps => format!(
            "<p class=MsoNormal  align=center  style=\"text-align:center;\" >{text}<span style=\"mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;\" ><o:p></o:p></span></p>"
        ),
        Style::NestedSpans => format!("<div><p>{text}</p></div>"),
    }
}

fn table(grid: &Grid, style: Style) -> String {
    let open = match style {
        Style::Page => {
            "<div align=\"center\"><table border=\"1\" cellspacing=\"0\" cellpadding=\"0\" width=\"680\" style=\"border-collapse:collapse;\"><tbody>\n"
        }
        Style::Word => {
            "<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 width=642\n style='width:481.8pt;border-collapse:collapse;border:none;mso-border-alt:solid black .5pt;\n mso-yfti-tbllook:1184;mso-padding-alt:0cm 5.4pt 0cm 5.4pt'>\n"
        }
        Style::Wps => {
            "<table class=MsoNormalTable  border=1  cellspacing=0  style=\"border-collapse:collapse;width:481.8000pt;margin-left:-31.7500pt;mso-table-layout-alt:fixed;border:none;mso-padding-alt:0.0000pt 0.0000pt 0.0000pt 0.0000pt ;\" >"
        }
        _ => "<table border=1>\n",
    };
    let mut out = open.to_owned();
    for row in 0..grid.rows {
        let _ = match style {
            Style::Word => writeln!(out, " <tr style='mso-yfti-irow:{row};height:19.85pt'>"),
            Style::Wps => write!(out, "<tr  style=\"height:19.8500pt;\" >"),
            _ => write!(out, "<tr>"),
        };
        for slot in grid.row(row) {
            let Slot::Cell(cell) = slot else { continue };
            let tag = if cell.part == Part::Head && matches!(style, Style::OpenEnds) {
                "th"
            } else {
                "td"
            };
            let _ = write!(out, "{}{}", open_cell(tag, cell, style), content(cell, style));
            if style != Style::OpenEnds {
                let _ = write!(out, "</{tag}>");
            }
            out.push_str(if matches!(style, Style::Word | Style::OpenEnds) {
                "\n"
            } else {
                ""
            });
        }
        if style == Style::ExtraColumn {
            out.push_str("<td style=\"width:0px;padding:0;border:none\"></td>");
        }
        out.push_str(if style == Style::OpenEnds { "\n" } else { "</tr>\n" });
    }
    if style == Style::Word {
        // Word writes the widths of the grid as a row without height, for old browsers only.
        out.push_str(" <![if !supportMisalignedColumns]>\n <tr height=0>\n");
        for _ in 0..grid.columns {
            out.push_str("  <td width=45 style='border:none'></td>\n");
        }
        out.push_str(" </tr>\n <![endif]>\n");
    }
    out.push_str(match style {
        Style::Page => "</tbody></table></div>\n",
        _ => "</table>\n",
    });
    out
}

fn open_cell(tag: &str, cell: &GridCell, style: Style) -> String {
    let spans = |quote: &str| {
        let mut out = String::new();
        if cell.rows > 1 {
            let _ = write!(out, " rowspan={quote}{}{quote}", cell.rows);
        }
        if cell.columns > 1 {
            let _ = write!(out, " colspan={quote}{}{quote}", cell.columns);
        }
        out
    };
    match style {
        Style::Page | Style::NestedSpans => format!(
            "<{tag}{} valign=\"center\" style=\"padding: 0px 7px; border-width: 1px;\">",
            spans("\"")
        ),
        Style::Word => format!(
            "  <td width={}{} style='width:{}.1pt;border:solid black 1.0pt;\n  mso-border-alt:solid black .5pt;padding:0cm 5.4pt 0cm 5.4pt;height:19.85pt'>",
            45 * cell.columns,
            spans(""),
            34 * cell.columns
        ),
        Style::Wps => format!(
            "<td width={}  valign=center {} style=\"width:{}.1000pt;padding:0.0000pt 5.4000pt 0.0000pt 5.4000pt ;border-left:1.0000pt solid windowtext;mso-border-left-alt:0.5000pt solid windowtext;\" >",
            45 * cell.columns,
            spans("").trim_start(),
            34 * cell.columns
        ),
        _ => format!("<{tag}{}>", spans("\"")),
    }
}

/// What stands around the report.
fn frame(body: &str, pieces: &[Piece], style: Style) -> String {
    let title: String = pieces
        .iter()
        .filter_map(|piece| {
            if let Piece::Title(line) = piece {
                Some(line.as_str())
            } else {
                None
            }
        })
        .collect();
    match style {
        Style::Plain | Style::NestedSpans | Style::ExtraColumn | Style::OpenEnds => body.to_owned(),
        Style::LayoutTable => format!(
            "<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body>\
             <table width=\"1000\" align=\"center\"><tr><td width=\"200\"><table><tr><td>政府信息公开指南</td></tr>\
             <tr><td>法定主动公开内容</td></tr><tr><td>政府信息公开年报</td></tr></table></td>\n<td>{body}</td></tr>\
             <tr><td colspan=\"2\">主办单位：县人民政府办公室 联系电话：0573-86112345</td></tr></table></body></html>"
        ),
        Style::Page => PAGE.replace("{title}", &title).replace("{body}", body),
        Style::Word => WORD.replace("{body}", body),
        Style::Wps => {
            let names = [
                "Normal",
                "heading 1",
                "heading 2",
                "index 1",
                "toc 1",
                "Table Grid",
                "List Paragraph",
            ];
            let exceptions: String = (0..60)
                .map(|i| {
                    format!(
                        "<w:LsdException Locked=\"false\"  Priority=\"{}\"  SemiHidden=\"false\"  Name=\"{}\" ></w:LsdException>\n",
                        99 - i,
                        names[i % names.len()]
                    )
                })
                .collect();
            WPS.replace("{exceptions}", &exceptions).replace("{body}", body)
        }
    }
}

const PAGE: &str = r##"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="SiteName" content="县人民政府"/>
<meta name="ArticleTitle" content="{title}"/>
<meta name="PubDate" content="2024-01-25 09:30"/>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="style/common.css" />
<style type="text/css">
.nav li { float: left; width: 120px; } td > p { margin: 0 }
</style>
<script type="text/javascript">
//<![CDATA[
var pages = 12; if (pages < 20 && 3 > 2) { document.write("<table><tr><td>一、本年新收政府信息公开申请数量</td><td>9</td></tr></table>"); }
//]]>
</script>
</head>
<body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/nb">政府信息公开年报</a></li><li><a href="/hd">互动交流</a></li></ul></div>
<!-- 正文开始 <table><tr><td>草稿</td></tr></table> -->
<div class="xxgk-side"><ul><li><a href="#">政府信息公开指南</a></li><li><a href="#">政府信息公开制度</a></li><li><a href="#">法定主动公开内容</a></li></ul></div>
<table class="xxgk-info"><tr><td><b>索引号：</b></td><td>11330424002565891X/2024-00017</td><td><b>发布日期：</b></td><td>2024-01-25</td></tr>
<tr><td><b>发布机构：</b></td><td>县政府办</td><td><b>浏览次数：</b></td><td>1287</td></tr></table>
<div class="article" id="zoom"><div class="TRS_Editor">
{body}</div></div>
<div class="share">分享到：<a href="javascript:void(0)">微信</a>&nbsp;<a href="javascript:void(0)">微博</a></div>
<div class="footer"><p>主办：县人民政府办公室&nbsp;&nbsp;承办：县大数据中心</p><p>备案号：浙ICP备05000001号-1&nbsp;浙公网安备33042402000123号&nbsp;网站标识码：3304240017</p><p>Copyright &copy; 2024 All Rights Reserved 您是第1284532位访问者</p></div>
<script>var _hmt = _hmt || []; for (var i = 0; i<7; i++) { _hmt.push(i); }</script>
</body>
</html>
"##;

const WORD: &str = r#"<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns:m="http://schemas.microsoft.com/office/2004/12/omml"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<meta name=Originator content="Microsoft Word 15">
<link rel=File-List href="clip_filelist.xml">
<!--[if gte mso 9]><xml>
 <w:WordDocument>
  <w:View>Normal</w:View>
  <w:Zoom>0</w:Zoom>
  <w:TrackMoves/>
  <w:Compatibility><w:BreakWrappedTables/></w:Compatibility>
 </w:WordDocument>
</xml><![endif]--><!--[if gte mso 9]><xml>
 <w:LatentStyles DefLockedState="false" DefUnhideWhenUsed="false" LatentStyleCount="376">
  <w:LsdException Locked="false" Priority="0" QFormat="true" Name="Normal"/>
  <w:LsdException Locked="false" Priority="9" QFormat="true" Name="heading 1"/>
 </w:LatentStyles>
</xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face
	{font-family:宋体;
	panose-1:2 1 6 0 3 1 1 1 1 1;}
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no;
	margin:0cm;
	font-size:10.5pt;}
-->
</style>
<!--[if gte mso 10]>
<style>
 /* Style Definitions */
 table.MsoNormalTable
	{mso-style-name:普通表格;
	mso-tstyle-rowband-size:0;}
</style>
<![endif]-->
</head>

<body lang=ZH-CN style='tab-interval:21.0pt;word-wrap:break-word'>
<!--StartFragment-->

{body}
<!--EndFragment-->
</body>

</html>
"#;

const WPS: &str = r#"<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8" ><meta name=ProgId content=Word.Document ><meta name=Generator content="Microsoft Word 14" ><meta name=Originator content="Microsoft Word 14" ><title></title><!--[if gte mso 9]><xml><w:WordDocument><w:BrowserLevel>MicrosoftInternetExplorer4</w:BrowserLevel><w:DisplayHorizontalDrawingGridEvery>0</w:DisplayHorizontalDrawingGridEvery><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><!--[if gte mso 9]><xml><w:LatentStyles DefLockedState="false"  DefUnhideWhenUsed="true"  LatentStyleCount="260" >
{exceptions}</w:LatentStyles></xml><![endif]--><style>
@font-face{
font-family:"Times New Roman";
}
p.MsoNormal{
mso-style-name:正文;
margin:0pt;
font-size:10.5000pt;
}
@page Section0{
size:595.3000pt 841.9000pt;
}
div.Section0{page:Section0;}</style></head><body style="tab-interval:21pt;text-justify-trim:punctuation;" ><!--StartFragment--><div class="Section0"  style="layout-grid:15.6000pt;" >
{body}</div><!--EndFragment--></body></html>
"#;
