"""What a workbook made of forms says to the person who fills it in, in plain Chinese."""

from collections.abc import Iterable, Iterator

from antifraud_plan.plugin import ColumnKind, Form, RowsPer

HOW_TO_READ = "点一下要填的格，旁边会显示怎么填。"
NO_PERSONAL_NUMBERS = "整份文件不填电话号码、身份证号、银行卡号；涉及案件、线索的，不写当事人姓名。"
NO_PASSWORD = "表头和灰色的格加了保护，没有密码；请不要改动工作表的名称和列标题。"


def guide_forms(forms: Iterable[Form]) -> Iterator[str]:
    """Yield how these forms are filled in: by what each has a row for, and what its columns take."""
    listed = tuple(forms)
    if names := _name(listed, RowsPer.OCCASION):
        yield (
            f"{names}：开展一次填一行，没有开展的那一行黄色格全部留空。实际多于所列次数的，"
            "在下面的白色空行接着填，先从下拉列表选学校和工作任务。"
        )
    if names := _name(listed, RowsPer.ITEM):
        yield f"{names}：列出的每一行都要填。"
    if names := _name(listed, RowsPer.EVENT):
        yield (
            f"{names}：没有的选“无”，这一行其他格不填；有的选“有”，一行只填一项，"
            "再有的在下面的白色空行接着填，先从下拉列表选学校。"
        )
    yield "日期写成 2023-3-5；人数、份数、金额只填数字；有下拉列表的从列表里选。"
    if any(form.find_kind(ColumnKind.PEOPLE) for form in listed):
        yield "应到人数已按单位名册填好的，与实际不符可以改。"
    yield NO_PASSWORD


def _name(forms: Iterable[Form], rows: RowsPer) -> str:
    return "、".join(f"“{form.title}”" for form in forms if form.rows is rows)
