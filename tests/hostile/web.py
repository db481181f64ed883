"""Saved pages, pages and plain texts: parts, boundaries, frames, headers, styles."""

import base64
import random

from kinds import MB, MOST_TEXT, kind


def mht(parts, boundary="b", head=""):
    out = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="{boundary}"\r\n{head}\r\n'
    for heads, body in parts:
        out += f"--{boundary}\r\n{heads}\r\n\r\n{body}\r\n"
    return (out + f"--{boundary}--\r\n").encode()


HTML = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit"


@kind("mht-frames.mht")
def _():
    frames = "".join(f'<iframe width=0 src="cid:f{i}@a">' for i in range(300_000))
    parts = [(HTML, f"<html><body>{frames}</body></html>")]
    parts += [(f"{HTML}\r\nContent-ID: <p{i}@a>", "<html>7</html>") for i in range(19_000)]
    return mht(parts)


@kind("mht-boundaries.mht")
def _():
    nested = "".join(f'Content-Type: multipart/related; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(2000))
    return mht([(HTML, "<html>7</html>")]) + nested.encode() + b"--" * MB


@kind("mht-almost.mht")
def _():
    body = "<html>" + "\r\n--bb" * (2 * MB)
    return mht([(HTML, body)], boundary="b" * 60)


@kind("mht-dashes.mht")
def _():
    return mht([(HTML, "<html>" + "-" * (38 * MB))], boundary="-" * 69)


@kind("mht-header.mht")
def _():
    head = "".join(f"To: a{i} <a@b>, ((((comment {i}))))\r\n" for i in range(100_000))
    return mht([(HTML, "<html>7</html>")], head=head)


@kind("mht-header-parameters.mht")
def _():
    head = "Content-Disposition: attachment" + "".join(f";\r\n filename*{i}*=utf-8''a" for i in range(100_000)) + "\r\n"
    return mht([(HTML, "<html>7</html>")], head=head)


@kind("mht-comments.mht")
def _():
    return mht([(HTML, "<html>7</html>")], head="From: " + "(" * (4 * MB) + "\r\n")


@kind("mht-references.mht")
def _():
    return mht([(HTML, "<html>7</html>")], head="References: " + "<a@b> " * (4 * MB) + "\r\n")


@kind("mht-encoded-words.mht")
def _():
    return mht([(HTML, "<html>7</html>")], head="Subject: " + "=?utf-8?q?" * (3 * MB) + "\r\n")


@kind("mht-parts.mht")
def _():
    return mht([(HTML, "<html><table><tr><td>1<td>2</table></html>")] * 9_000)


@kind("mht-base64.mht")
def _():
    head = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64"
    return mht([(head, base64.b64encode(b"<html>" + b"<p>7" * (7 * MB)).decode())])


@kind("mht-mails.mht")
def _():
    return mht([("Content-Type: message/rfc822", "Subject: a\r\n\r\n")] * 15_000)


@kind("html-tables.html")
def _():
    return b"<html><body>" + b"<table><tr><td>1<td>2</table>" * (MOST_TEXT // 30)


@kind("html-deep.html")
def _():
    return b"<html><body>" + b"<div><b>" * (MOST_TEXT // 9)


@kind("html-styles.html")
def _():
    rules = "".join(f".c{i}{{color:red;display:none}}" for i in range(100_000))
    return f"<html><style>{rules}</style>{''.join(f'<p class=c{i}>7' for i in range(15_000))}".encode()


@kind("html-selectors.html")
def _():
    rules = "".join(f"div p .c{i} span, table td.x{i}{{display:none}}" for i in range(60_000))
    cells = "".join(f'<td class="x{i} {" ".join(f"y{j}" for j in range(50))}">7' for i in range(10_000))
    return f"<html><style>{rules}</style><table><tr>{cells}</table>".encode()


@kind("html-inline-style.html")
def _():
    style = "color:red;" * 1000
    return f"<html><table>{f'<tr><td style={chr(34)}{style}{chr(34)}>1<td>2' * 900}</table>".encode()


@kind("text-lines.txt")
def _():
    return "一、本年新收政府信息公开申请数量 7 0 0 0 0 0 7\n".encode() * (MOST_TEXT // 70)


@kind("text-random.txt")
def _():
    chars = "一二三四五0123456789 \t\n（）.、收到政府信息公开申请件予以"
    generator = random.Random(7)
    return "".join(generator.choice(chars) for _ in range(4_500_000)).encode()


@kind("text-escapes.txt")
def _():
    return ("\x1b]0;owned\x07\x1b[2J\u202e政府信息公开工作年度报告\u202c\x9b31m\n" * 1000).encode()
