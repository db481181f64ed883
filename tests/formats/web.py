"""Text and HTML, and what browsers and word processors save as HTML."""

import csv
import io
import quopri
from base64 import encodebytes
from email.header import Header
from html import escape


# Text

def lines(report, separator="\t"):
    """Paragraphs as they are, a table row as a line; merged cells are written once, as a browser copies them."""
    for kind, content in report.pieces():
        if kind != "table":
            yield content
            continue
        for row in range(content.rows):
            yield separator.join(cell.text for cell in content.row(row) if cell.row == row)


def text(report):
    return "\n".join(lines(report)) + "\n"


def markdown(report):
    """Pipe tables, as converters write them: covered cells are empty."""
    marks = {"title": "# ", "heading": "## "}
    out = []
    for kind, content in report.pieces():
        if kind != "table":
            out.append(f"{marks.get(kind, '')}{content}\n")
            continue
        for row in range(content.rows):
            out.append("| " + " | ".join(_own(content, row)) + " |")
            if row == 0:
                out.append("|" + " --- |" * content.columns)
        out.append("")
    return "\n".join(out)


def _own(grid, row):
    """The texts of a row's places; a covered place is empty."""
    texts = [""] * grid.columns
    for cell in grid.row(row):
        if cell.row == row:
            texts[cell.column] = cell.text
    return texts


def excel_csv(report):
    """As Excel saves the sheet: every line as wide as the sheet, labels with line breaks quoted."""
    breaks = {"社会公益组织": "社会公益\n组织", "法律服务机构": "法律服务\n机构", "三、本年度办理结果": "三、本年度\n办理结果"}
    rows = []
    for kind, content in report.pieces():
        if kind != "table":
            rows.append([content])
        else:
            rows += [[breaks.get(text, text) for text in _own(content, row)] for row in range(content.rows)]
    width = max(map(len, rows))
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(row + [""] * (width - len(row)) for row in rows)
    return out.getvalue()


# HTML

def table(grid, td, open_table='<table border="1">'):
    """A table; `td(cell, spans)` writes a cell."""
    out = [open_table]
    for row in range(grid.rows):
        out.append("<tr>")
        for cell in grid.row(row):
            if cell.row == row:
                spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
                out.append(td(cell, spans))
        out.append("</tr>")
    return "\n".join([*out, "</table>"])


def plain_td(cell, spans):
    return f"<td{spans}>{escape(cell.text) or '&nbsp;'}</td>"


def body(report, paragraph="<p>{}</p>", td=plain_td, **tables):
    """The report's own HTML, from a pattern for paragraphs and a function for cells."""
    out = []
    for kind, content in report.pieces():
        out.append(table(content, td, **tables) if kind == "table" else paragraph.format(escape(content)))
    return "\n".join(out)


PRINT = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 20mm 16mm }}
body {{ font: 11pt/1.6 "WenQuanYi Micro Hei" }}
h1 {{ font-size: 18pt; text-align: center }} h2 {{ font-size: 13pt }} h2 {{ font-weight: normal }} h1 {{ font-weight: {weight} }}
table {{ border-collapse: collapse; width: 100%; font-size: 9pt; margin: 1em 0 }}
td, th {{ border: 1px solid #333; padding: 2px 3px; text-align: center; font-weight: normal }}
.sign {{ text-align: right }}
</style></head><body>
{body}
</body></html>
"""


def for_print(report, weight="normal"):
    """A page for printing: the heads of tables are repeated on every sheet."""
    tags = {"title": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "paragraph": "<p>{}</p>", "sign": '<p class="sign">{}</p>'}
    out = []
    for kind, content in report.pieces():
        if kind != "table":
            out.append(tags[kind].format(escape(content)))
            continue
        rows = table(content, plain_td).split("</tr>\n")
        head = "</tr>\n".join(rows[:content.heads]).replace("<table border=\"1\">", "")
        rest = "</tr>\n".join(rows[content.heads:]).removeprefix('<table border="1">\n')
        out.append("<table>" + (f"<thead>{head}</tr></thead>" if content.heads else "") + rest)
    return PRINT.format(title=report.title, weight=weight, body="\n".join(out))


SAVED = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<!-- saved from url=(0052)http://www.example.gov.cn/zwgk/nb/art_1229.html -->
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset={charset}" />
<meta name="ArticleTitle" content="{title}" /><title>{title}</title>
<link rel="stylesheet" type="text/css" href="./art_files/common.css" />
<script type="text/javascript">var n = 12; if (n > 20) document.write("<table><tr><td>一、本年新收</td><td>9</td></tr></table>");</script>
</head><body>
<div class="nav"><ul><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li><li><a href="#">政府信息公开年报</a></li></ul></div>
<table width="1000"><tr><td>索引号：00259651X/{next}-00012</td><td>发布日期：{date}</td><td>浏览次数：1287</td></tr></table>
<div id="zoom" class="TRS_Editor">
{body}
</div>
<div class="foot"><p>主办：青禾县人民政府办公室　网站标识码：3300000017</p><p>您是第 1284532 位访问者</p></div>
</body></html>
"""


def saved_page(report, charset="utf-8"):
    """A page of a government's site as a browser saves it, with what stands around the report."""
    def td(cell, spans):
        inner = f'<span style="font-size: 12pt;">{escape(cell.text)}</span>' if cell.text else "<span>&nbsp;</span>"
        return f'<td{spans} valign="center" style="padding: 0px 7px;"><p style="text-align: center;">{inner}</p></td>'

    words = body(report, '<p style="text-indent: 2em;"><span style="font-family: 宋体;">{}</span></p>', td)
    return SAVED.format(charset=charset, title=report.title, next=report.year + 1, date=report.date, body=words)


WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<meta name=Originator content="Microsoft Word 15">
<!--[if gte mso 9]><xml>
 <o:DocumentProperties>
  <o:Pages>4</o:Pages>
  <o:Words>1234</o:Words>
 </o:DocumentProperties>
</xml><![endif]--><!--[if gte mso 9]><xml>
 <w:WordDocument>
  <w:View>Print</w:View>
  <w:Compatibility><w:BreakWrappedTables/></w:Compatibility>
 </w:WordDocument>
</xml><![endif]--><!--[if gte mso 9]><xml>
 <w:LatentStyles DefLockedState="false" LatentStyleCount="376">
  <w:LsdException Locked="false" Priority="0" QFormat="true" Name="Normal"/>
 </w:LatentStyles>
</xml><![endif]-->
<style>
<!--
 @font-face
	{{font-family:宋体;
	panose-1:2 1 6 0 3 1 1 1 1 1;}}
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{{mso-style-unhide:no;
	margin:0cm;}}
-->
</style>
<!--[if gte mso 10]>
<style>
 table.MsoNormalTable
	{{mso-style-name:普通表格;}}
</style>
<![endif]-->
</head>

<body lang=ZH-CN style='tab-interval:21.0pt'>

<div class=WordSection1 style='layout-grid:15.6pt'>

{body}

</div>

</body>

</html>
"""


def word_html(report):
    """What Word writes as a web page: unquoted attributes, conditional comments, digits in spans of their own."""
    def run(text):
        if text.isascii():
            return f"<span lang=EN-US style='font-size:10.5pt;\nmso-bidi-font-size:11.0pt'>{escape(text) or '<o:p>&nbsp;</o:p>'}</span>"
        return f"<span\nstyle='font-size:10.5pt;font-family:宋体;mso-ascii-font-family:Calibri'>{escape(text)}</span>"

    def td(cell, spans):
        return (f"  <td width={40 * cell.columns}{spans.replace(chr(34), '')} style='width:{30 * cell.columns}.1pt;"
                f"border:solid black 1.0pt;\n  mso-border-alt:solid black .5pt'>\n  <p class=MsoNormal align=center "
                f"style='text-align:center'>{run(cell.text)}<span\n  lang=EN-US><o:p></o:p></span></p>\n  </td>")

    paragraph = "<p class=MsoNormal style='text-indent:21.0pt'><span\nstyle='font-family:宋体'>{}</span><span lang=EN-US><o:p></o:p></span></p>\n"
    opening = ("<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0\n"
               " style='border-collapse:collapse;border:none;mso-yfti-tbllook:1184'>")
    return WORD.format(body=body(report, paragraph, td, open_table=opening)).replace("\n", "\r\n")


WPS = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8" ><meta name=ProgId content=Word.Document ><meta name=Generator content="Microsoft Word 14" ><meta name=Originator content="Microsoft Word 14" ><title></title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><!--[if gte mso 9]><xml><w:LatentStyles DefLockedState="false"  LatentStyleCount="260" >
{exceptions}</w:LatentStyles></xml><![endif]--><style>
p.MsoNormal{{
mso-style-name:正文;
margin:0pt;
}}
div.Section0{{page:Section0;}}</style></head><body style="tab-interval:21pt;" ><!--StartFragment--><div class="Section0"  style="layout-grid:15.6000pt;" >
{body}</div><!--EndFragment--></body></html>
"""


def wps_html(report):
    """What WPS puts on the clipboard: all text in spans named mso-spacerun."""
    style = "mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;"

    def td(cell, spans):
        inner = f'<font face="宋体" >{escape(cell.text)}</font>' if cell.text else "<o:p>&nbsp;</o:p>"
        return (f'<td width={45 * cell.columns}  valign=center {spans.replace(chr(34), "")} style="width:{34 * cell.columns}'
                f'.1000pt;border-left:1.0000pt solid windowtext;" ><p class=MsoNormal  align=center  style="text-align:center;" >'
                f'<span style="{style}" >{inner}</span></p></td>')

    paragraph = f'<p class=MsoNormal  style="text-indent:21.0000pt;" ><span style="{style}" >{{}}</span><span style="{style}" ><o:p></o:p></span></p>'
    exceptions = "".join(
        f'<w:LsdException Locked="false"  Priority="{99 - i}"  SemiHidden="false"  Name="index {i}" ></w:LsdException>\n'
        for i in range(30)
    )
    opening = '<table class=MsoNormalTable  border=1  cellspacing=0  style="border-collapse:collapse;mso-table-layout-alt:fixed;" >'
    return WPS.format(exceptions=exceptions, body=body(report, paragraph, td, open_table=opening))


# MHT

def _mht(parts, boundary, head):
    out = [head.replace("\n", "\r\n").encode("ascii")]
    for fields, content in parts:
        out.append(f"--{boundary}\r\n{fields}\r\n\r\n".replace("\n", "\r\n").replace("\r\r", "\r").encode("ascii") + content + b"\r\n")
    return b"".join([*out, f"--{boundary}--\r\n".encode("ascii")])


PIXEL = encodebytes(bytes.fromhex("47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b"))


def browser_mht(report):
    """A page saved by Chromium as one file: quoted-printable, utf-8."""
    boundary = "----MultipartBoundary--q8cTtQdVfBz1eXr0aYw2----"
    subject = Header(report.title, "utf-8", maxlinelen=70).encode()
    head = f"""From: <Saved by Blink>
Snapshot-Content-Location: http://www.example.gov.cn/zwgk/nb/art_1229.html
Subject: {subject}
Date: Thu, 18 Jan 2024 09:30:00 +0800
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="{boundary}"


"""
    page = quopri.encodestring(saved_page(report).encode("utf-8")).replace(b"\n", b"\r\n")
    style = b".nav li { float: left } td > p { margin: 0 } /* 12 34 56 */"
    return _mht([
        ("Content-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\nContent-Transfer-Encoding: quoted-printable\n"
         "Content-Location: http://www.example.gov.cn/zwgk/nb/art_1229.html", page),
        ("Content-Type: text/css\nContent-Transfer-Encoding: quoted-printable\n"
         "Content-Location: http://www.example.gov.cn/style/common.css", style),
    ], boundary, head)


def word_mht(report):
    """A document that Word saved as a single file: base64, gb2312."""
    boundary = "----=_NextPart_01DA49F2.7B1C3A60"
    head = f"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="{boundary}"

This document is a Single File Web Page, also known as a Web Archive file.

"""
    page = encodebytes(word_html(report).encode("gb18030")).replace(b"\n", b"\r\n")
    return _mht([
        ("Content-Location: file:///C:/5B1A2C3D/report.htm\nContent-Transfer-Encoding: base64\n"
         'Content-Type: text/html; charset="gb2312"', page),
        ("Content-Location: file:///C:/5B1A2C3D/report.files/image001.gif\nContent-Transfer-Encoding: base64\n"
         "Content-Type: image/gif", PIXEL.replace(b"\n", b"\r\n")),
    ], boundary, head)
