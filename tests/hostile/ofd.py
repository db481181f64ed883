"""OFD pages: steps, paths, parameters."""

from kinds import kind, packed


BOX = "0 0 210 297"


def ofd(objects, pages=1, resources="", same=False, templates=""):
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    where = lambda i: "Pages/Page_0/Content.xml" if same else f"Pages/Page_{i}/Content.xml"
    entries = "".join(f'<ofd:Page ID="{10 + i}" BaseLoc="{where(i)}"/>' for i in range(pages))
    content = f'<ofd:Page {ns}>{templates}<ofd:Area><ofd:PhysicalBox>{BOX}</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    parts = [
        ("OFD.xml", f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
        ("Doc_0/Document.xml", f"<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{BOX}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{entries}</ofd:Pages></ofd:Document>"),
        ("Doc_0/Res.xml", f"<ofd:Res {ns}>{resources}</ofd:Res>"),
    ]
    parts += [(f"Doc_0/Pages/Page_{i}/Content.xml", content) for i in range(1 if same else pages)]
    return packed(parts)


def text_object(text, delta="", x=20, y=20, size=4):
    return f'<ofd:TextObject Boundary="{x} {y} 100 10" Size="{size}"><ofd:TextCode X="0" Y="4" DeltaX="{delta}">{text}</ofd:TextCode></ofd:TextObject>'


def path_object(data):
    return f'<ofd:PathObject Boundary="0 0 210 297" LineWidth="0.2"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


@kind("ofd-steps.ofd")
def _():
    return ofd("".join(text_object("77", "g 2000000000 1 " * 50) for _ in range(1000)))


@kind("ofd-steps-long.ofd")
def _():
    return ofd(text_object("77", "g 30 1 " * 3_000_000))


@kind("ofd-grid.ofd")
def _():
    data = "".join(f"M 10 {10 + i * 2.5} L 200 {10 + i * 2.5} M {10 + i * 1.8} 10 L {10 + i * 1.8} 280 " for i in range(105))
    return ofd(path_object(data) + text_object("7"), pages=20)


@kind("ofd-hatch.ofd")
def _():
    data = "".join(f"M 10 {i * 0.03:.2f} L 200 {i * 0.03:.2f} M {i * 0.02:.2f} 10 L {i * 0.02:.2f} 280 " for i in range(9_000))
    return ofd(path_object(data) + text_object("7"))


@kind("ofd-path.ofd")
def _():
    return ofd(path_object("M 0 0 " + "L 9 9 " * 7_000_000))


@kind("ofd-paths.ofd")
def _():
    return ofd(path_object("M 0 0 L 9 9") * 400_000)


@kind("ofd-glyphs.ofd")
def _():
    return ofd(text_object("7" * 390_000, "g 390000 0.01"))


@kind("ofd-glyphs-in-one-place.ofd")
def _():
    return ofd(text_object("7" * 100_000, "g 100000 0"))


@kind("ofd-pages.ofd")
def _():
    return ofd(text_object("7") * 1000, pages=100_000, same=True)


@kind("ofd-annotations.ofd")
def _():
    return ofd(text_object("7"), pages=150)


@kind("ofd-params.ofd")
def _():
    params = "".join(f'<ofd:DrawParam ID="{i}" Relative="{i - 1}"/>' for i in range(100_000))
    text = '<ofd:TextObject Boundary="0 0 9 9" DrawParam="99999"><ofd:TextCode>7</ofd:TextCode></ofd:TextObject>'
    return ofd(text * 100_000, resources=f"<ofd:DrawParams>{params}</ofd:DrawParams>")


@kind("ofd-pictures.ofd")
def _():
    media = '<ofd:MultiMedia ID="4"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    picture = '<ofd:ImageObject Boundary="0 0 9 9" CTM="9 0 0 9 0 0" ResourceID="4"/>'
    return ofd(picture * 100_000 + text_object("7"), resources=media)
