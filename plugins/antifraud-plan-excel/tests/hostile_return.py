"""A returned workbook with a number hidden in every corner, formulas that fetch, links and drop-downs."""

import io
import zipfile

import xlsxwriter

PHONE = "13900001234"
SHOWN_ANYHOW = (PHONE, "139 0000 1234", "139-0000-1234", "１３９００００１２３４")
CARD = "6222020200011223344"
IDENTITY = "11010119900307123X"


def draw_hostile() -> bytes:
    """Draw it with XlsxWriter, then slip in what that cannot write: a DDE name, a newer drop-down."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"author": f"王某{PHONE}", "comments": CARD, "keywords": IDENTITY})
    book.set_custom_property("电话", PHONE)
    sheet = book.add_worksheet("活动开展情况")
    unlocked = book.add_format({"locked": False, "bg_color": "#FFF9DB"})
    sheet.protect()
    sheet.set_column("A:A", 33)
    sheet.write_row("A1", ["学校", "开展日期", "实到人数", "备注"])
    sheet.write_comment("A1", "请填学校全称。")
    sheet.write_comment("B1", f"问我：{PHONE}", {"author": f"李某{PHONE}"})
    sheet.write_row("A2", ["示例县第一小学", "2023.13.5", 300, "正常"], unlocked)
    sheet.write("D3", SHOWN_ANYHOW[1], unlocked)
    sheet.write("D4", int(PHONE), unlocked)
    sheet.write("D5", IDENTITY)
    sheet.write("D6", f"卡号{CARD}已注销")
    sheet.write_string("D7", "=cmd|'/c calc'!A1", unlocked)
    sheet.write_string("D8", "-明天再报")
    sheet.write_formula("E2", "=SUM(C2:C3)", value=300)
    sheet.write_formula("E3", "='[other.xlsx]表'!A1", value="外部的值")
    sheet.write_formula("E4", f'=HYPERLINK("http://example.invalid/{PHONE}","点我")', value="点我")
    sheet.write_formula("E5", '=IF(C2>0,"=1+1","")', value="=1+1")
    sheet.write_url("F2", "http://example.invalid/", string="链接")
    sheet.write_rich_string("F3", "电话139", book.add_format({"bold": True}), "00001234")
    sheet.write("Z40", SHOWN_ANYHOW[3])
    sheet.data_validation(
        "C2:C40", {"validate": "integer", "criteria": ">=", "value": 0, "error_message": PHONE}
    )
    sheet.data_validation("D2:D40", {"validate": "list", "source": ["正常", PHONE]})
    sheet.set_header(f"&C活动{PHONE}")
    hidden = book.add_worksheet(f"通讯录{PHONE}")
    hidden.write("A1", f"王某 {PHONE}")
    hidden.hide()
    book.define_name("范围", "='活动开展情况'!$A$1:$B$9")
    book.define_name(f"电话{PHONE}", "='活动开展情况'!$A$1")
    book.define_name("号码", f'="{PHONE}"')
    book.close()
    return _slip_in(stream.getvalue())


_NEWER = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>活动开展情况!$A$2:$A$9</xm:f>'
    "</x14:formula1><xm:sqref>G2:G40</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    "</worksheet>"
)


_DDE_NAME = b"<definedName name='dde'>cmd|'/c calc'!A0</definedName>"


def _slip_in(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"</worksheet>", _NEWER.encode())
            if name == "xl/workbook.xml":
                part = part.replace(
                    b"</definedNames>",
                    b"<definedName name='dde'>cmd|'/c calc'!A0</definedName></definedNames>",
                )
            new.writestr(name, part)
        new.writestr("xl/vbaProject.bin", f"Sub Auto_Open {PHONE}")
    return stream.getvalue()
