"""The signing register (签订台账) as a workbook for each unit that keeps one, prefilled from the cascade."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from xlsxwriter.worksheet import Worksheet

from antifraud_plan.plugin import (
    Brief,
    Document,
    FileKind,
    ListColumn,
    Organisation,
    OrganisationKind,
    Plan,
    PledgeRelation,
    Problem,
    Scope,
    Signer,
    Signing,
    find_keepers,
    in_register_order,
)
from antifraud_plan.plugin import lists_forms as forms
from antifraud_plan_excel.drawing.fields import Field, draw_fields, list_field
from antifraud_plan_excel.drawing.rules import ANYTHING, take_days, take_whole_numbers
from antifraud_plan_excel.drawing.sheets import (
    ALLOWED,
    FILL_IN,
    GUIDE,
    XLSX,
    Drawing,
    Value,
    draw_lines,
    draw_workbook,
    find_width,
    make_styles,
    set_up_page,
    write_value,
)

_MOST_COPIES = 20
_USUAL_WIDTH = 11
_WIDTHS = {
    forms.REGISTER_ID: 17,
    forms.REGISTER_RELATION: 24,
    forms.REGISTER_CLASS: 13,
    forms.REGISTER_SIGNER: 24,
    forms.REGISTER_COUNTERPART: 24,
    forms.REGISTER_DAY: 13,
    forms.REGISTER_REMARK: 18,
}
_GUIDE_WIDTH = 110


@attrs.frozen
class _Sheet:
    """What one register holds.

    Attributes:
        keeper: the unit that keeps it.
        signings: in the order of its lines.
        relations: the steps of the cascade that may stand in it.
        has_list: whether the people of the unit are known.
    """

    keeper: Organisation
    signings: Sequence[Signing]
    relations: Sequence[PledgeRelation]
    has_list: bool


def build_registers(brief: Brief) -> Iterator[Document]:
    """Yield the register of every unit that keeps one; problems of the lists are told by ``check``."""
    units = [entry for entry in brief.unit_signings() if isinstance(entry, Signing)]
    for keeper in find_keepers(brief.plan, brief.tree, units, on=brief.on):
        if not brief.wants(keeper):
            continue
        people = [entry for entry in _people_signings(brief, keeper) if isinstance(entry, Signing)]
        own = [signing for signing in units if signing.keeper == keeper]
        sheet = _Sheet(
            keeper,
            in_register_order((*own, *people), brief.plan),
            [relation for relation in brief.plan.pledges if _may_stand(relation, keeper, own, brief)],
            bool(people) or not keeper.kind.is_school,
        )
        name = f"{keeper.name}{forms.REGISTER.title}.xlsx"
        yield Document((forms.REGISTER.title, name), XLSX, (_draw(sheet, brief),))


def _people_signings(brief: Brief, keeper: Organisation) -> Iterator[Signing | Problem]:
    return brief.people_signings(keeper) if keeper.kind.is_school else iter(())


def _may_stand(relation: PledgeRelation, keeper: Organisation, own: Sequence[Signing], brief: Brief) -> bool:
    if relation.signer is Signer.UNIT:
        return any(signing.relation.id == relation.id for signing in own)
    parties = map(brief.plan.party, relation.units)
    return relation.enabled and any(party.includes(keeper) for party in parties)


def _draw(sheet: _Sheet, brief: Brief) -> bytes:
    stream = io.BytesIO()
    title = f"{sheet.keeper.name}{forms.REGISTER.title}"
    with draw_workbook(stream, title, brief.on) as drawing:
        guide = drawing.workbook.add_worksheet(GUIDE)
        draw_lines(guide, title, _guidance(sheet, brief), drawing.styles, width=_GUIDE_WIDTH)
        set_up_page(guide, title)
        register = drawing.workbook.add_worksheet(forms.REGISTER.title)
        _draw_register(register, sheet, brief, drawing)
        set_up_page(register, title)
        _draw_origin(drawing.workbook.add_worksheet(forms.REGISTER_ORIGIN.title), sheet, brief, drawing)
    return stream.getvalue()


def _guidance(sheet: _Sheet, brief: Brief) -> Iterator[str]:
    plan = brief.plan
    title = plan.fill(plan.title)
    day, copies, remark = (column.heading for column in forms.REGISTER_ENTRIES)
    clauses = "、".join(dict.fromkeys(plan.reference(relation.clause) for relation in sheet.relations))
    yield f"1. 登记《{title}》{clauses}要求的承诺书签订情况，共 {len(sheet.signings)} 份应签。"
    yield f"2. 只填黄色的三列：签了的填“{day}”，写成 2023-3-5；没有签的留空。"
    yield f"3. 份数与应签的不同才填“{copies}”；转学、请假等情况写在“{remark}”。其他列由程序填好，请不要改。"
    yield "4. 可以筛选；要排序、插入行，先取消工作表保护（没有密码）。表里没有的人，请先补进学校名单，"
    yield "   再重新生成台账；来不及时在表下空行填签订关系、班级、签订人，编号不填，名单补上以后就计入。"
    yield "5. 这是本项工作中唯一列有学生姓名的表，只记班级和姓名，不填电话、身份证号、银行卡号。"
    yield "   请专人保管，不发到微信群、QQ群；报送后不再需要的副本及时删除。"
    yield f"6. {_when(sheet, brief)}签订日期应在 {plan.first_day} 至 {plan.last_day} 之间。"
    yield f"7. {_to_whom(sheet, brief)}"
    if not sheet.has_list:
        relations = "、".join(each.name for each in sheet.relations if each.signer is not Signer.UNIT)
        yield ""
        yield f"本校还没有师生名单，没有列出“{relations}”的签订人。"
        yield "请把名单交来重新生成；只在空行里自己填的，统计时不计入。"


def _when(sheet: _Sheet, brief: Brief) -> str:
    tasks = [brief.plan.find_task(relation.clause) for relation in sheet.relations]
    phrases = dict.fromkeys(str(task.cadence) for task in tasks if task is not None)
    return f"签订要求：{'；'.join(phrases)}。" if phrases else ""


def _to_whom(sheet: _Sheet, brief: Brief) -> str:
    superior = brief.tree.parent_of(sheet.keeper)
    if sheet.keeper.kind is OrganisationKind.BUREAU:
        return f"本表由{brief.plan.names.section}留存。"
    if superior is None or superior.kind is OrganisationKind.BUREAU:
        return f"填好后报{brief.plan.names.bureau}{brief.plan.names.section}。"
    return f"填好后交{superior.name}。"


def _draw_register(worksheet: Worksheet, sheet: _Sheet, brief: Brief, drawing: Drawing) -> None:
    fixed = drawing.styles
    spare = make_styles(drawing.workbook, {"locked": False})
    entry = make_styles(drawing.workbook, {"locked": False, "bg_color": FILL_IN})
    rows = [_values_of(signing) for signing in sheet.signings]
    fields = [
        _field_of(column, brief.plan, [values.get(column) for values in rows])
        for column in forms.REGISTER.columns
    ]
    draw_fields(worksheet, fields, fixed, spare, rows=len(rows))
    for number, (column, field) in enumerate(zip(forms.REGISTER.columns, fields, strict=True)):
        style = (entry if column in forms.REGISTER_ENTRIES else fixed).of(field.holds)
        for row, values in enumerate(rows, 1):
            write_value(worksheet, row, number, values.get(column), style)
    worksheet.autofilter(0, 0, max(len(sheet.signings), 1), len(forms.REGISTER.columns) - 1)
    worksheet.protect("", dict.fromkeys(ALLOWED, True))


def _field_of(column: ListColumn[Any], plan: Plan, values: Sequence[Value]) -> Field:
    field = list_field(column, ANYTHING, find_width(values, _WIDTHS.get(column, _USUAL_WIDTH)))
    # What a register asks may all be left blank, and only what it asks needs a word.
    if column not in forms.REGISTER_ENTRIES:
        return attrs.evolve(field, required=False, meaning="")
    if column is forms.REGISTER_DAY:
        return attrs.evolve(field, required=False, rule=take_days(plan.first_day, plan.last_day))
    if column is forms.REGISTER_COPIES:
        return attrs.evolve(field, required=False, rule=take_whole_numbers(0, _MOST_COPIES))
    return attrs.evolve(field, required=False)


def _values_of(signing: Signing) -> Mapping[ListColumn[Any], Value]:
    return {
        forms.REGISTER_ID: signing.id,
        forms.REGISTER_RELATION: signing.relation.name,
        forms.REGISTER_CLASS: signing.class_name,
        forms.REGISTER_SIGNER: signing.signer,
        forms.REGISTER_COUNTERPART: signing.counterpart,
        forms.REGISTER_COPIES_DUE: signing.relation.copies,
    }


def _draw_origin(worksheet: Worksheet, sheet: _Sheet, brief: Brief, drawing: Drawing) -> None:
    values: tuple[Value, ...] = (
        brief.plan.id,
        brief.plan.year,
        sheet.keeper.id,
        forms.REGISTER_VERSION,
    )
    for number, (column, value) in enumerate(zip(forms.REGISTER_ORIGIN.columns, values, strict=True)):
        worksheet.write_string(0, number, column.heading, drawing.styles.heading)
        write_value(worksheet, 1, number, value, drawing.styles.text)
    worksheet.hide()


SIGNING_REGISTER = FileKind(
    "signing-register", title=forms.REGISTER.title, scope=Scope.SCHOOL, documents=build_registers
)
