"""Zip packages and other programs."""

import io
import json
import os
import re
import signal
import subprocess
import tempfile
import time
import zipfile
from base64 import b64decode, b64encode
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from websocket import create_connection

DATE = (2024, 1, 18, 9, 30, 0)
RSID = re.compile(rb'(config:name="Rsid(?:Root)?" config:type="int">)\d+')
THUMBNAIL = re.compile(rb"<(?:Relationship|manifest:file-entry)\s[^>]*humbnail[^>]*/>")


def pack(members):
    """A zip of (name, bytes), always with the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, DATE)
            # ODF wants its first member as it is.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


class GbkInfo(zipfile.ZipInfo):
    """A member whose name is written in code page 936, as the Explorer of a Chinese Windows does."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def pack_gbk(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(GbkInfo(name, DATE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pack_locked(name, content):
    """A zip with the password "1234", by Info-ZIP."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(content)
        subprocess.run(["zip", "-q", "-X", "-P", "1234", "locked.zip", name], cwd=folder, check=True)
        return Path(folder, "locked.zip").read_bytes()


def unpack(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


TIMES = re.compile(
    rb"(<(?:dcterms:created|dcterms:modified|dc:date|meta:creation-date)(?: [^>]*)?>)[^<]*(</)"
)


def repack(data):
    """A package that another program wrote, with fixed dates and without its picture of the first page."""
    def fixed(content):
        content = TIMES.sub(rb"\g<1>2024-01-18T09:30:00Z\2", content)
        return RSID.sub(rb"\g<1>1", THUMBNAIL.sub(b"", content))

    return pack(
        (name, fixed(content))
        for name, content in unpack(data)
        if not name.endswith("/") and "humbnail" not in name
    )


def fixed_pdf(data):
    """A PDF with fixed dates and identifiers, every byte in its place."""
    data = re.sub(rb"\(D:\d{14}", b"(D:20240118093000", data)
    return re.sub(rb"(/ID\s*\[\s*<|>\s*<|/DocChecksum /)([0-9A-Fa-f]{32})(?=[>\s])",
                  lambda found: found[1] + b"0123456789ABCDEF" * 2, data)


PROFILE = Path(os.environ.get("SOFFICE_PROFILE", f"{tempfile.gettempdir()}/gouji-formats-profile"))


def _soffice(*arguments):
    command = ["soffice", f"-env:UserInstallation=file://{PROFILE}", "--headless", *arguments]
    return subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": "1705541400"}, capture_output=True, text=True)


def office(data, source, target, *options):
    """LibreOffice's conversion of bytes from one format to another ("docx:Filter name")."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"report.{source}")
        file.write_bytes(data)
        made = Path(folder, "made", "report." + target.partition(":")[0])
        done = _soffice(*options, "--convert-to", target, "--outdir", made.parent, file)
        if not made.exists():
            raise RuntimeError(f"soffice made no {target} of a {source}: {done.stdout}{done.stderr}")
        return made.read_bytes()


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Protect(source, target, filter, password)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  made = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filter
  how(1).Name = "Password"
  how(1).Value = password
  made.storeToURL(target, how())
  made.close(True)
End Sub
</script:module>"""


def office_protected(data, source, target, writer):
    """The same with the password "1234", which only a macro can give."""
    library = PROFILE / "user/basic/Standard"
    if not library.exists():
        office(data, source, "pdf")
    (library / "Module1.xba").write_text(MACRO)
    with tempfile.TemporaryDirectory() as folder:
        file, made = Path(folder, f"report.{source}"), Path(folder, f"made.{target}")
        file.write_bytes(data)
        done = _soffice(f'macro:///Standard.Module1.Protect("{file.as_uri()}","{made.as_uri()}","{writer}","1234")')
        if not made.exists():
            raise RuntimeError(f"soffice made no protected {target}: {done.stdout}{done.stderr}")
        return made.read_bytes()


@contextmanager
def chromium(page, address="http://www.example.gov.cn/zwgk/nb/art_1229.html"):
    """A page in Chromium, as if it came from an address; gives a function that sends a command to its DevTools."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
                   "--remote-allow-origins=*", f"--user-data-dir={folder}/profile", "about:blank"]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            port = Path(folder, "profile/DevToolsActivePort")
            while not port.exists() or not port.read_text():
                time.sleep(0.1)
            host = f"http://127.0.0.1:{port.read_text().split()[0]}"
            targets = json.load(urlopen(f"{host}/json"))
            socket = create_connection(next(one for one in targets if one["type"] == "page")["webSocketDebuggerUrl"])

            def send(method, **parameters):
                socket.send(json.dumps({"id": 1, "method": method, "params": parameters}))
                return wait(lambda message: message.get("id") == 1).get("result")

            def wait(wanted):
                while not wanted(message := json.loads(socket.recv())):
                    pass
                return message

            # Every request of the page is answered from here.
            send("Page.enable")
            send("Fetch.enable")
            socket.send(json.dumps({"id": 2, "method": "Page.navigate", "params": {"url": address}}))
            while True:
                message = json.loads(socket.recv())
                if message.get("method") == "Fetch.requestPaused":
                    found = message["params"]
                    own = found["resourceType"] == "Document"
                    send("Fetch.fulfillRequest", requestId=found["requestId"], responseCode=200 if own else 404,
                         responseHeaders=[{"name": "Content-Type", "value": "text/html; charset=utf-8"}],
                         body=b64encode(page.encode() if own else b"").decode())
                if message.get("method") == "Page.loadEventFired":
                    break
            yield send
            socket.close()
        finally:
            os.killpg(browser.pid, signal.SIGTERM)
            browser.wait()


FOOTER = '<div style="font:9px WenQuanYi Micro Hei;width:100%;text-align:center">- <span class="pageNumber"></span> -</div>'
HEADER = '<div style="font:9px WenQuanYi Micro Hei;width:100%;padding-left:16mm">2024/1/18 09:30　<span class="title"></span></div>'


def chromium_pdf(page, numbered=False):
    """Chromium's print of a page, plain or with a header and the number of the page."""
    with chromium(page) as send:
        made = send("Page.printToPDF", preferCSSPageSize=True, displayHeaderFooter=numbered, headerTemplate=HEADER,
                    footerTemplate=FOOTER, generateTaggedPDF=False)
    return fixed_pdf(b64decode(made["data"]))


def chromium_mht(page):
    """Chromium's copy of a page in one file."""
    with chromium(page) as send:
        made = send("Page.captureSnapshot", format="mhtml")["data"]
    made = re.sub(r"(?<=cid:css-)[-0-9a-f]{36}", "0" * 36, made)
    made = re.sub(r"MultipartBoundary--\w+----", "MultipartBoundary--Xk2vTf0Qm7----", made)
    made = re.sub(r"(?m)^Date: .*?(\r?)$", r"Date: Thu, 18 Jan 2024 09:30:00 +0800\1", made)
    return re.sub(r"frame-\w+@", "frame-1@", made).encode()
