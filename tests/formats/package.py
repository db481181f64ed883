"""Zip packages and other programs."""

import io
import os
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

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


def office(data, source, target, options=None):
    """LibreOffice's conversion of bytes from one format to another ("docx:Filter name")."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"report.{source}")
        file.write_bytes(data)
        profile = os.environ.get("SOFFICE_PROFILE", f"{tempfile.gettempdir()}/gouji-formats-profile")
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", *(options or []),
                   "--convert-to", target, "--outdir", folder, file]
        made = file.with_suffix("." + target.partition(":")[0])
        if made == file:
            made = Path(folder, "made", file.name)
            command[-2] = made.parent
        done = subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": "1705541400"}, capture_output=True, text=True)
        if not made.exists():
            raise RuntimeError(f"soffice made no {target} of a {source}: {done.stdout}{done.stderr}")
        return made.read_bytes()


def chromium(page, footer=False):
    """Chromium's print of an HTML page."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(page, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-pdf-tagging", f"--user-data-dir={folder}/profile",
                   f"--print-to-pdf={target}", source.as_uri()]
        if not footer:
            command.insert(1, "--no-pdf-header-footer")
        subprocess.run(command, capture_output=True, check=True)
        return target.read_bytes()
