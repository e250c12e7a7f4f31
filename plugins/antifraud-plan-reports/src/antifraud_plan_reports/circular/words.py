"""The sentences of the circular and of the list before it."""

from collections.abc import Iterator
from datetime import date

from antifraud_plan.plugin import Assessment, Plan, Status
from antifraud_plan_reports.circular.naming import Nominee
from antifraud_plan_reports.lines import count_line
from antifraud_plan_reports.printing import print_day
from antifraud_plan_reports.settings import ReportSettings

_NOBODY_CAME = "没有收到任何学校的上报材料。未上报不等于没有开展，各项工作是否落实无法认定"


def introduce_list(plan: Plan, assessment: Assessment) -> str:
    """Say what was assessed, and that the schools have their say first."""
    return (
        f"根据《{plan.fill(plan.title)}》，我局对各校截至{print_day(assessment.on)}的落实情况进行了考核，"
        "拟对下列学校予以通报，请各校核对。有异议的，请在反馈期限内填写回执，写明哪一项、实际情况怎样，"
        "并附佐证材料；没有异议的，也请填回执。"
    )


def introduce_circular(plan: Plan, assessment: Assessment, *, asked: bool) -> str:
    """Say what was assessed, and that the schools had their say."""
    number = f"（{plan.document_number}）" if plan.document_number else ""
    heard = "，拟通报的内容已送有关学校核对" if asked else ""
    return (
        f"根据《{plan.fill(plan.title)}》{number}，我局对各校截至{print_day(assessment.on)}落实各项工作任务的情况"
        f"进行了考核{heard}。现将有关情况通报如下。"
    )


def summarise(assessment: Assessment) -> Iterator[str]:
    """Yield the paragraphs on all schools together; no school is named here."""
    total, on = count_line("合计", assessment.tally()), print_day(assessment.on)
    yield (
        f"截至{on}，应完成{total.due}项，已完成{total.met}项，完成率{total.rate}；"
        f"部分完成{total.partly}项，未完成{total.unmet}项，未上报{total.unreported}项。"
    )
    if not has_come(assessment):
        yield f"截至{on}，{_NOBODY_CAME}。"
        return
    judged: dict[str, bool] = {}
    for each in assessment.findings:
        if each.status.is_judged:
            unit = each.expected.unit.id
            judged[unit] = judged.get(unit, True) and each.status is Status.MET
    whole = sum(judged.values())
    yield f"有到期事项的{len(judged)}所学校中，全部完成的{whole}所，没有全部完成的{len(judged) - whole}所。"


def has_come(assessment: Assessment) -> bool:
    """Tell whether anything came in at all."""
    return any(each.has_come for each in assessment.findings)


_NOT_YET = "列入名单的学校还没有核对完，核对完再写"


def say_praise(
    assessment: Assessment, praised: tuple[Nominee, ...], settings: ReportSettings, *, waits: bool
) -> str:
    """Say who is praised for what; that nobody is where nothing came in; nothing yet while schools wait."""
    if not has_come(assessment):
        return f"{_NOBODY_CAME}，不作表扬。"
    condition = f"得分率不低于{settings.praise_from}%，没有未上报的事项"
    if not praised and waits:
        return f"{_NOT_YET}（条件：{condition}）。"
    if not praised:
        return f"没有列入表扬的学校（条件：{condition}）。"
    return f"下列{len(praised)}所学校{condition}，予以表扬：{'、'.join(each.name for each in praised)}。"


def say_criticism(
    plan: Plan, criticised: tuple[Nominee, ...], settings: ReportSettings, *, waits: bool
) -> str:
    """Say how many are criticised for what, with the clause; nothing yet while schools wait."""
    silent = (
        "有未上报的事项"
        if not settings.unreported_at_most
        else f"未上报的事项超过{settings.unreported_at_most}项"
    )
    condition = f"得分率低于{settings.criticise_below}%，或者{silent}"
    if not criticised and waits:
        return f"{_NOT_YET}（条件：{condition}）。"
    if not criticised:
        return f"没有列入通报批评的学校（条件：{condition}）。"
    rests = next((each for each in plan.consequences if "全县通报" in each.measures), None)
    by = f"，依据方案{plan.reference(rests.clause)}予以通报批评，计入年度考评" if rests else "，予以通报批评"
    return f"下列{len(criticised)}所学校{condition}{by}。"


def say_open(waiting: int, listed: date | None) -> str:
    """Say that it is a draft as long as schools have not had their say; empty when all have."""
    if not waiting:
        return ""
    why = f"{print_day(listed)}的名单" if listed else "拟通报名单还没有任何反馈"
    rest = f"还有{waiting}所学校没有核对完"
    return f"草稿，不得印发：{why}{rest}" if listed else f"草稿，不得印发：{why}，{rest}"
