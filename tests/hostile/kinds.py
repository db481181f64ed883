"""What the kinds of hostile files share: their list, limits, archives."""

import io
import zipfile

MB = 1024 * 1024

# Larger files, and larger texts, are refused before they are looked at.
MOST = 40 * MB
MOST_TEXT = 10 * MB

DATE = (2024, 1, 1, 0, 0, 0)

# What makes each file, by its name.
KINDS = {}


def kind(name):
    """Registers what makes a file of that name."""

    def register(make):
        KINDS[name] = make
        return make

    return register


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = method
            archive.writestr(entry, data)
    return out.getvalue()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(targets):
    entries = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind_}" Target="{target}"/>' for name, kind_, target in targets
    )
    return f'<Relationships xmlns="{RELATIONS}">{entries}</Relationships>'


LONG = "七" * (MB // 3)
