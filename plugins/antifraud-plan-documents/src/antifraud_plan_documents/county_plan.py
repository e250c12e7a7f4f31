"""The county's own papers: the plan, the notice that issues it, the drafting slip that precedes both."""

from collections.abc import Iterator

from antifraud_plan.plugin import (
    Brief,
    DocumentKind,
    Item,
    LeadingGroup,
    Location,
    Post,
    Problem,
    Scope,
    Severity,
    Variable,
)
from antifraud_plan_documents.plan_body import OUTLINE_VARIABLE, print_outline
from antifraud_plan_documents.settings import DocumentSettings
from antifraud_plan_documents.templates import read_source

_BUREAU = Variable("bureau", "发文机关全称", "示例县教育体育局")
_PLAN_TITLE = Variable("plan_title", "方案标题", "示例县教体系统2023年防范电信网络诈骗工作实施方案")
_DATE = Variable("date", "成文日期；打印时写 {{ date | cn_date }}", "2023年2月6日")
_SEALED = Variable("sealed", "是否加盖印章，决定落款的位置", "true")
_FRAME = (
    Variable("notice_title", "通知标题", "示例县教育体育局关于印发《……》的通知"),
    Variable("number", "发文字号，没有时为空", "示教体字〔2023〕5号"),
    Variable("addressees", "主送机关，已连好，没有时为空", "各镇（街）中心学校，县直各学校"),
    Variable("copies", "抄送机关，已连好，没有时为空", "示例市教育局"),
    Variable("as_annex", "方案是否作为附件", "false"),
)
PLAN_VARIABLES = (_PLAN_TITLE, OUTLINE_VARIABLE, _BUREAU, _DATE, _SEALED)
NOTICE_VARIABLES = (
    *PLAN_VARIABLES,
    *_FRAME,
    Variable("issuer_mark", "发文机关标志", "示例县教育体育局文件"),
    Variable("printer", "印发机关", "示例县教育体育局办公室"),
)
SLIP_VARIABLES = (
    _PLAN_TITLE,
    _BUREAU,
    _DATE,
    *_FRAME,
    Variable("section", "拟稿部门", "政策法规安全股"),
)


def _plan_values(brief: Brief) -> dict[str, object]:
    plan = brief.plan
    return {
        "plan_title": plan.fill(plan.title),
        "outline": print_outline(plan),
        "bureau": plan.names.bureau,
        "date": brief.on,
        "sealed": brief.setting(DocumentSettings).sealed,
    }


def _frame_values(brief: Brief) -> dict[str, object]:
    plan = brief.plan
    return {
        "notice_title": f"{plan.names.bureau}关于印发《{plan.fill(plan.title)}》的通知",
        "number": str(plan.document_number or ""),
        "addressees": _join_offices(plan.issue.addressees),
        "copies": _join_offices(plan.issue.copies_to),
        "as_annex": brief.setting(DocumentSettings).plan_as_annex,
    }


def _join_offices(offices: tuple[str, ...]) -> str:
    """Join with 、 or, where an office has a 、 of its own, with the comma above it (GB/T 15834)."""
    return ("，" if any("、" in office for office in offices) else "、").join(offices)


def _post_gaps(brief: Brief) -> Iterator[Problem]:
    """Yield a gap for every seat that names nobody (clauses 3.1, 3.3)."""
    for group in brief.plan.leading_groups:
        for path, post in _seats(group):
            if not post.holder:
                where = brief.origin(("leading_group", group.id, *path))
                message = f"{group.name}的{post.role}还没有填写姓名。"
                yield _gap("blank-post", message, where, "请在 holder 填上姓名。")


def _seats(group: LeadingGroup) -> Iterator[tuple[tuple[str | int, ...], Post]]:
    for index, post in enumerate(group.posts):
        yield ("post", index), post
    for place, office in enumerate(group.offices):
        for index, post in enumerate(office.posts):
            yield ("office", place, "post", index), post


def _frame_gaps(brief: Brief) -> Iterator[Problem]:
    if brief.plan.document_number is None:
        message = "还没有发文字号。"
        yield _gap(
            "no-document-number", message, brief.origin(("issue",)), "请在 [issue] 填上 mark 和 serial。"
        )
    if not brief.plan.issue.addressees:
        message = "还没有主送机关。"
        yield _gap("no-addressee", message, brief.origin(("issue",)), "请在 [issue] 填上 addressees。")


def _gap(code: str, message: str, where: Location | None, remedy: str) -> Problem:
    return Problem(code, message, where, remedy, Severity.GAP)


def _plan_items(brief: Brief) -> Iterator[Item]:
    values = _plan_values(brief)
    title = str(values["plan_title"])
    yield Item((title,), title, values, tuple(_post_gaps(brief)))


def _notice_items(brief: Brief) -> Iterator[Item]:
    bureau, settings = brief.plan.names.bureau, brief.setting(DocumentSettings)
    values = {
        **_plan_values(brief),
        **_frame_values(brief),
        "issuer_mark": settings.issuer_mark or f"{bureau}文件",
        "printer": settings.printer or f"{bureau}办公室",
    }
    gaps = (*_post_gaps(brief), *_frame_gaps(brief))
    yield Item((f"关于印发{values['plan_title']}的通知",), str(values["notice_title"]), values, gaps)


def _slip_items(brief: Brief) -> Iterator[Item]:
    plan = brief.plan
    title = plan.fill(plan.title)
    values = {
        "plan_title": title,
        "bureau": plan.names.bureau,
        "date": brief.on,
        **_frame_values(brief),
        "section": plan.names.section,
    }
    yield Item((f"发文稿纸（{title}）",), f"发文稿纸：{values['notice_title']}", values)


_PLAN_BODY = {name: read_source(name) for name in ("plan-body", "plan-paragraph")}

COUNTY_PLAN = DocumentKind(
    "county-plan",
    title="实施方案",
    scope=Scope.COUNTY,
    source=read_source("county-plan"),
    shared=_PLAN_BODY,
    items=_plan_items,
    variables=PLAN_VARIABLES,
    aliases=("县级方案",),
)
NOTICE = DocumentKind(
    "notice",
    title="印发通知",
    scope=Scope.COUNTY,
    source=read_source("notice"),
    shared=_PLAN_BODY,
    items=_notice_items,
    variables=NOTICE_VARIABLES,
)
DRAFTING_SLIP = DocumentKind(
    "drafting-slip",
    title="发文稿纸",
    scope=Scope.COUNTY,
    source=read_source("drafting-slip"),
    items=_slip_items,
    variables=SLIP_VARIABLES,
)
