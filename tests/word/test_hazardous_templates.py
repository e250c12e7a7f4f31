"""Word files that do more than be printed: macros, links, objects, entities - and honest ones that do not."""

import io
import zipfile

import pytest
from docx import Document
from drawn_in_word import PROPERTIES, places_of, problems_of, rewritten, saved, typed

from antifraud_plan.word import compile_template
from antifraud_plan.word.linting.lint import lint_template

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
RELATED = f'xmlns:r="{OFFICE}"'
OPEN = "application/vnd.openxmlformats-officedocument"
DRAWING = f"{OPEN}.drawingml"
WORD = f"{OPEN}.wordprocessingml"
WORKBOOK = f"{OPEN}.spreadsheetml.sheet"
CHART = f"{DRAWING}.chart+xml"
LINKS = "word/_rels/document.xml.rels"
ENTITY = '<!DOCTYPE 甲 [<!ENTITY 乙 SYSTEM "file:///c:/secret.txt">]>'
EMPTY_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def added(data: bytes, name: str, content: str | bytes, content_type: str) -> bytes:
    parts = unzipped(data)
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
    types = parts["[Content_Types].xml"].replace(b"</Types>", override)
    return zipped({**parts, "[Content_Types].xml": types, name: content})


def linked(data: bytes, kind: str, target: str, mode: str = "", *, part: str = LINKS) -> bytes:
    parts = unzipped(data)
    mode = f' TargetMode="{mode}"' if mode else ""
    link = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    links = parts.get(part, EMPTY_LINKS.encode()).replace(b"</Relationships>", link.encode())
    return zipped({**parts, part: links})


def body(content: str, data: bytes | None = None) -> bytes:
    data = saved(Document()) if data is None else data
    return rewritten(data, b"<w:body>", f"<w:body>{content}".encode())


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def code(text: str) -> str:
    return run(f'<w:instrText xml:space="preserve">{text}</w:instrText>')


def field(*codes: str, shown: str = "甲") -> str:
    begin, separate, end = (
        run(f'<w:fldChar w:fldCharType="{mark}"/>') for mark in ("begin", "separate", "end")
    )
    return f"{begin}{''.join(codes)}{separate}{run(f'<w:t>{shown}</w:t>')}{end}"


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def box(*content: str) -> str:
    return run(
        '<w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>'
        f"{paragraph(*content)}</w:txbxContent></v:textbox></w:pict>"
    )


def codes_of(data: bytes) -> list[str]:
    return [problem.code for problem in problems_of(data)]


# What runs.


@pytest.mark.parametrize("content_type", ["application/octet-stream", "application/vnd.ms-office.VBAPROJECT"])
@pytest.mark.parametrize("kind", [f"{MICROSOFT}/vbaProject", f"{MICROSOFT}/VBAPROJECT", f"{OFFICE}/image"])
def test_macros_are_refused_whatever_they_are_called(kind: str, content_type: str) -> None:
    data = added(typed("甲"), "word/vbaProject.bin", b"x", content_type)
    assert codes_of(linked(data, kind, "vbaProject.bin")) == ["template-with-macros"]


def test_macros_under_another_name_are_known_by_what_leads_to_them() -> None:
    data = added(typed("甲"), "word/media/image1.png", b"x", "image/png")
    assert codes_of(linked(data, f"{MICROSOFT}/vbaProject", "media/image1.png")) == ["template-with-macros"]


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (f"{MICROSOFT}/keyMapCustomizations", LINKS),
        (f"{MICROSOFT}/attachedToolbars", LINKS),
        (f"{MICROSOFT}/ui/extensibility", "_rels/.rels"),
        ("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "_rels/.rels"),
        ("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "_rels/.rels"),
        (f"{MICROSOFT}/wordVbaData", LINKS),
        (f"{OFFICE}/control", LINKS),
    ],
)
def test_buttons_keys_and_add_ins_are_refused(kind: str, part: str) -> None:
    data = added(typed("甲"), "word/added.xml", "<a/>", "application/xml")
    assert codes_of(linked(data, kind, "word/added.xml", part=part)) == ["template-with-macros"]


def test_a_control_is_told_where_it_stands() -> None:
    drawn = paragraph(run("<w:t>签名</w:t>"), run(f'<w:object><w:control {RELATED} r:id="rIdX"/></w:object>'))
    data = added(body(drawn), "word/activeX/activeX1.xml", "<a/>", "application/vnd.ms-office.activeX+xml")
    assert places_of(linked(data, f"{OFFICE}/control", "activeX/activeX1.xml")) == [
        ("template-with-macros", "承诺书.docx:第1段 “签名”")
    ]


@pytest.mark.parametrize(
    "text", [" MACROBUTTON 宏1 点这里", "macrobutton FilePrint x", " MACROBUTTON NoMacros x"]
)
def test_a_button_that_runs_a_macro_is_refused(text: str) -> None:
    assert places_of(body(paragraph(field(code(text))))) == [
        ("template-with-macros", "承诺书.docx:第1段 “甲”")
    ]


# What is fetched.


@pytest.mark.parametrize("mode", ["External", "external", " EXTERNAL "])
def test_an_external_target_is_external_however_it_is_spelt(mode: str) -> None:
    assert codes_of(linked(typed("甲"), f"{OFFICE}/image", "x.png", mode)) == ["template-with-links"]


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org/x.png", "HTTPS://example.org/x.png", r"\\server\x.png", "//server/x.png",
        "file:///c:/x.png", r"C:\x.png", " http://example.org/x.png", "mhtml:x", "%5C%5Cserver%5Cx.png",
    ],
)  # fmt: skip
@pytest.mark.parametrize("mode", ["", "Internal"])
def test_an_address_elsewhere_is_refused_though_it_says_it_is_inside(target: str, mode: str) -> None:
    assert codes_of(linked(typed("甲"), f"{OFFICE}/image", target, mode)) == ["template-with-links"]


def test_a_linked_picture_is_told_where_it_stands() -> None:
    blip = (
        f'<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {RELATED} r:link="rIdX"/>'
    )
    data = body(paragraph(run("<w:t>盖章处</w:t>"), run(f"<w:drawing>{blip}</w:drawing>")))
    for kind in ("image", "hyperlink"):  # an address to click is no excuse
        linking = linked(data, f"{OFFICE}/{kind}", "http://example.org/x.png", "External")
        assert places_of(linking) == [("template-with-links", "承诺书.docx:第1段 “盖章处”")]


@pytest.mark.parametrize(
    "drawn",
    [
        '<v:shape><v:imagedata src="http://example.org/x.png"/></v:shape>',
        r'<v:shape><v:fill src="\\server\x.png"/></v:shape>',
        '<v:rect><v:imagedata o:href="https://example.org/x.png"/></v:rect>',
    ],
)
def test_a_picture_drawn_from_elsewhere_is_refused(drawn: str) -> None:
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    picture = f"<w:pict {names}>{drawn}</w:pict>"
    assert places_of(body(paragraph(run("<w:t>甲</w:t>"), run(picture)))) == [
        ("template-with-links", "承诺书.docx:第1段 “甲”")
    ]


def test_a_picture_within_a_picture_is_not_fetched_either() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><a href="http://example.org/"/><image href="{}"/></svg>'
    honest, hostile = (
        added(typed("甲"), "word/media/image1.svg", svg.format(address), "image/svg+xml")
        for address in ("data:image/png;base64,", "http://example.org/x.png")
    )
    compile_template(honest, file="a.docx")
    assert codes_of(hostile) == ["template-with-links"]


def test_a_film_on_the_network_is_refused() -> None:
    name = 'xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"'
    film = run(f'<w:drawing><wp15:webVideoPr {name} embeddedHtml="x"/></w:drawing>')
    assert codes_of(body(paragraph(film))) == ["template-with-links"]


def test_a_letter_merged_from_a_database_is_refused() -> None:
    merging = '<w:mailMerge><w:connectString w:val="Provider=x"/></w:mailMerge></w:settings>'
    data = rewritten(typed("甲"), b"</w:settings>", merging.encode(), "word/settings.xml")
    assert codes_of(data) == ["template-with-links"]


FETCHING = [
    "DDE cmd x", "DDEAUTO cmd x", "ddeauto cmd x", "LINK Excel.Sheet x", "INCLUDETEXT x", "INCLUDE x", "RD x",
    "INCLUDEPICTURE x", "IMPORT x", "DATABASE x", 'DDEAUTO"cmd"', "“DDE” cmd", "\u3000DDE cmd x",
]  # fmt: skip


@pytest.mark.parametrize("text", FETCHING)
def test_a_field_that_fetches_is_refused_however_it_is_stored(text: str) -> None:
    words = text.replace('"', "&quot;")
    stored = [
        paragraph(field(code(words))),
        paragraph(field(*map(code, words.replace("&quot;", "")))) if '"' not in text else "",
        paragraph(f'<w:fldSimple w:instr=" {words}">{run("<w:t>甲</w:t>")}</w:fldSimple>'),
        paragraph(field(code("IF 1 = 1 "), field(code(words)))),
        paragraph(field(code("PAGE"), box(field(code(words))))),
        paragraph(field(run(f"<w:t>{words[:2]}</w:t>"), code(words[2:]))),
    ]
    for content in filter(None, stored):
        assert set(codes_of(body(content))) == {"template-with-links"}


@pytest.mark.parametrize(
    "content",
    [
        field(field(code("QUOTE 68 68 69")), code(" cmd x")),
        field(code("DD"), field(code("QUOTE 69")), code(" cmd x")),
        field(code(" &quot;"), field(code("QUOTE 68 68 69")), code("&quot; cmd x")),
    ],
)
def test_a_field_whose_name_another_field_makes_is_refused(content: str) -> None:
    assert codes_of(body(paragraph(content))) == ["template-with-links"]


def test_a_field_without_an_end_is_judged_too() -> None:
    assert codes_of(body(paragraph(run('<w:fldChar w:fldCharType="begin"/>'), code("DDE x")))) == [
        "template-with-links"
    ]


@pytest.mark.parametrize("mark", ["separate", "end"])
def test_a_text_box_does_not_end_the_field_around_it(mark: str) -> None:
    stray = box(run(f'<w:fldChar w:fldCharType="{mark}"/>'))
    assert codes_of(body(paragraph(field(code("DD"), stray, code("E x"))))) == ["template-with-links"]


def test_fields_are_judged_in_headers_and_in_what_word_keeps_for_content_controls() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "甲"
    in_header = rewritten(
        saved(document), b"<w:t>", b'<w:fldSimple w:instr="DDE x"/><w:t>', "word/header1.xml"
    )
    assert places_of(in_header) == [("template-with-links", "承诺书.docx:页眉第1段 “甲”")]
    glossary = (
        '<w:glossaryDocument xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{paragraph(field(code('LINK x')))}</w:glossaryDocument>"
    )
    kind = f"{WORD}.document.glossary+xml"
    assert codes_of(added(typed("甲"), "word/glossary/document.xml", glossary, kind)) == [
        "template-with-links"
    ]


# Files within the file.


@pytest.mark.parametrize("kind", ["oleObject", "package", "aFChunk", "subDocument"])
@pytest.mark.parametrize("names", [OFFICE, STRICT])
def test_a_file_within_the_file_is_refused_and_told_where_it_stands(names: str, kind: str) -> None:
    names_of_it = f'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="{names}"'
    drawn = f'<w:object><o:OLEObject {names_of_it} r:id="rIdX"/></w:object>'
    data = added(
        body(paragraph(run("<w:t>甲</w:t>"), run(drawn))), "word/x.bin", b"MZ", "application/x-msdownload"
    )
    assert places_of(linked(data, f"{names}/{kind}", "x.bin")) == [
        ("template-with-objects", "承诺书.docx:第1段 “甲”")
    ]


def test_an_object_that_passes_for_a_picture_is_known_by_its_type() -> None:
    kind = "application/vnd.openxmlformats-officedocument.oleObject"
    data = added(typed("甲"), "word/x.bin", b"x", kind)
    assert codes_of(linked(data, f"{OFFICE}/image", "x.bin")) == ["template-with-objects"]


def workbook(**more: str) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    parts = {
        "[Content_Types].xml": types,
        "xl/workbook.xml": "<a/>",
        "xl/_rels/workbook.xml.rels": EMPTY_LINKS,
    }
    return zipped({**parts, **{name.replace("__", "/") + ".xml": text for name, text in more.items()}})


def chart(data: bytes, content_type: str = WORKBOOK, target: str = "../embeddings/a.xlsx") -> bytes:
    drawn = added(typed("甲"), "word/charts/chart1.xml", f'<c {RELATED} r:id="rIdX"/>', CHART)
    drawn = linked(drawn, f"{OFFICE}/package", target, part="word/charts/_rels/chart1.xml.rels")
    return added(drawn, "word/embeddings/a.xlsx", data, content_type)


def test_a_chart_keeps_its_workbook() -> None:
    compile_template(chart(workbook()), file="a.docx")


@pytest.mark.parametrize(
    "hostile",
    [
        chart(b"no workbook"),
        chart(workbook(), "application/vnd.ms-excel.sheet.macroEnabled.12"),
        chart(workbook(), "application/x-msdownload"),
        chart(workbook(), target="../embeddings/missing.xlsx"),
        chart(workbook(xl__styles=ENTITY + "<a/>")),
        *(
            chart(linked(workbook(), f"{OFFICE}/{kind}", "x", part="xl/_rels/workbook.xml.rels"))
            for kind in ("externalLink", "connections", "oleObject", "vbaProject", "package")
        ),
    ],
)
def test_the_workbook_of_a_chart_is_judged_likewise(hostile: bytes) -> None:
    assert set(codes_of(hostile)) & {"template-with-objects", "template-with-macros"}


# Entities.


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/settings.xml", "docProps/app.xml", "word/theme/theme1.xml", LINKS]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_part_may_declare_entities(part: str, encoding: str) -> None:
    parts = unzipped(typed("甲"))
    text = parts[part].decode().partition("?>")[2]
    data = zipped(
        {**parts, part: f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}{text}'.encode(encoding)}
    )
    assert codes_of(data) == ["xml-with-dtd"]


def test_a_part_is_xml_by_its_type_whatever_its_name() -> None:
    assert codes_of(added(typed("甲"), "word/x.dat", f"{ENTITY}<a/>", "application/vnd.a+XML")) == [
        "xml-with-dtd"
    ]


# All at once, for whoever checks as for whoever builds.


def test_everything_that_is_wrong_is_told_at_once() -> None:
    content = paragraph(field(code("DDE x"))) + paragraph(field(code("MACROBUTTON 宏1 乙"), shown="乙"))
    data = linked(body(content), f"{OFFICE}/attachedTemplate", "file:///c:/x.dotm", "External")
    data = added(data, "word/x.xml", f"{ENTITY}<a/>", "application/xml")
    told = lint_template(data, file="承诺书.docx", known=None)
    assert {(problem.code, str(problem.location)) for problem in told} == {
        ("template-with-links", "承诺书.docx:第1段 “甲”"),
        ("template-with-macros", "承诺书.docx:第2段 “乙”"),
        ("template-with-links", "承诺书.docx"),
        ("xml-with-dtd", "承诺书.docx"),
    }
    assert all(problem.remedy for problem in told)


# What honest files hold.


HONEST_FIELDS = [
    "PAGE", "NUMPAGES \\* MERGEFORMAT", 'TOC \\o "1-3" \\h', "REF _Ref1 \\h", 'DATE \\@ "yyyy年M月d日"',
    "= 1 + 2", "= DDE + 1", "PAGEREF _Toc1", "STYLEREF 1", "SEQ 表 \\* ARABIC", "MERGEFIELD 姓名", "FORMTEXT",
    'HYPERLINK "http://example.org/"', "FORMCHECKBOX", "MACROBUTTON NoMacro [单击填写]", "LINKED", "",
    "macrobutton nomacro 单击填写", "eq \\o\\ac(○,1)", "ADDIN ZOTERO_ITEM", "SECTIONPAGES", "FILENAME",
]  # fmt: skip


@pytest.mark.parametrize("text", HONEST_FIELDS)
def test_honest_fields_pass(text: str) -> None:
    words = text.replace('"', "&quot;")
    content = paragraph(field(code(f" {words} "))) + paragraph(f'<w:fldSimple w:instr=" {words} "/>')
    compile_template(body(content), file="a.docx")


@pytest.mark.parametrize(
    "content",
    [
        field(code("="), field(code("PAGE")), code("-1")),
        field(code("IF"), field(code("PAGE")), code("=1 1 2")),
        field(code(" IF "), field(code("PAGE")), code(" = 1")),
        field(shown=f"LINK</w:t></w:r>{field(code('PAGE'))}<w:r><w:t>"),
        field(code("TOC \\o "), shown="") + field(code("HYPERLINK \\l a"), shown="链接"),
        code("DDE outside any field"),
    ],
)
def test_honest_fields_within_fields_pass(content: str) -> None:
    compile_template(body(paragraph(content)), file="a.docx")


HONEST_PARTS = [
    ("customXml", "../customXml/item1.xml", "application/xml", "<b:Sources xmlns:b='http://example.org/b'/>"),
    ("http://schemas.microsoft.com/office/2011/relationships/people", "a.xml", "application/xml", "<a/>"),
    ("comments", "comments.xml", "application/xml", "<a/>"),
    ("font", "fonts/font1.odttf", f"{OPEN}.obfuscatedFont", "x"),
    ("printerSettings", "p.bin", f"{WORD}.printerSettings", "x"),
    ("http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml", "application/xml", "<a/>"),
    ("diagramData", "diagrams/data1.xml", f"{DRAWING}.diagramData+xml", "<a/>"),
    ("image", "media/image9.emf", "image/x-emf", "x"),
    ("vmlDrawing", "x.vml", f"{OPEN}.vmlDrawing", "<xml/>"),
    ("glossaryDocument", "glossary/document.xml", "application/xml", "<a/>"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "target", "content_type", "content"), HONEST_PARTS)
def test_what_word_and_wps_keep_beside_the_text_passes(
    kind: str, target: str, content_type: str, content: str
) -> None:
    name = target.removeprefix("../") if target.startswith("../") else f"word/{target}"
    data = added(typed("甲"), name, content, content_type)
    compile_template(linked(data, kind if ":" in kind else f"{OFFICE}/{kind}", target), file="a.docx")


@pytest.mark.parametrize(
    "address", ["http://example.org/", "mailto:a@example.org", "file:///c:/x.docx", "#书签"]
)
def test_a_link_to_click_passes(address: str) -> None:
    clicked = f'<w:hyperlink {RELATED} r:id="rIdX">{run("<w:t>甲</w:t>")}</w:hyperlink>'
    shape = '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="http://example.org/"/></w:pict>'
    data = linked(body(paragraph(clicked, run(shape))), f"{OFFICE}/hyperlink", address, "External")
    compile_template(data, file="a.docx").render({}, properties=PROPERTIES)


def test_a_picture_keeps_the_name_of_the_letter_it_came_in() -> None:
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    picture = f'<w:pict {names}><v:imagedata o:title="图" o:href="cid:image001.png"/></w:pict>'
    compile_template(body(paragraph(run(picture))), file="a.docx")
