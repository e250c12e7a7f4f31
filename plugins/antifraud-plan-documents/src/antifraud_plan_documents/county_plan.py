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

PLAN_VARIABLES = (
    Variable("plan_title", "方案标题", "示例县教体系统2023年防范电信网络诈骗工作实施方案"),
    Variable("bureau", "发文机关全称", "示例县教育体育局"),
    Variable("date", "成文日期；打印时写 {{ date | cn_date }}", "2023年2月6日"),
    Variable("sealed", "是否加盖印章，决定落款的位置", "true"),
    OUTLINE_VARIABLE,
)
NOTICE_VARIABLES = (
    Variable("issuer_mark", "发文机关标志", "示例县教育体育局文件"),
    Variable("number", "发文字号", "示教体字〔2023〕5号"),
    Variable("notice_title", "通知标题", "示例县教育体育局关于印发《……》的通知"),
    Variable("addressees", "主送机关，用顿号连好", "各镇（街）中心学校、县直各学校"),
    Variable("copies", "抄送机关，没有时为空", "示例市教育局"),
    Variable("printer", "印发机关", "示例县教育体育局办公室"),
    Variable("section", "拟稿股室", "政策法规安全股"),
    Variable("as_annex", "方案是否作为附件", "false"),
)


def _values(brief: Brief) -> dict[str, object]:
    plan, settings = brief.plan, brief.setting(DocumentSettings)
    title = plan.fill(plan.title)
    bureau = plan.names.bureau
    return {
        "plan_title": title,
        "bureau": bureau,
        "date": brief.on,
        "sealed": settings.sealed,
        "outline": print_outline(plan),
        "issuer_mark": settings.issuer_mark or f"{bureau}文件",
        "number": str(plan.document_number or f"〔{plan.issue.date.year}〕待编号"),
        "notice_title": f"{bureau}关于印发《{title}》的通知",
        "addressees": "、".join(plan.issue.addressees),
        "copies": "、".join(plan.issue.copies_to),
        "printer": settings.printer or f"{bureau}办公室",
        "section": plan.names.section,
        "as_annex": settings.plan_as_annex,
    }


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
    values = _values(brief)
    title = str(values["plan_title"])
    yield Item((title,), title, values, tuple(_post_gaps(brief)))


def _notice_items(brief: Brief) -> Iterator[Item]:
    values = _values(brief)
    title = str(values["notice_title"])
    gaps = (*_post_gaps(brief), *_frame_gaps(brief))
    yield Item((f"关于印发{values['plan_title']}的通知",), title, values, gaps)


def _slip_items(brief: Brief) -> Iterator[Item]:
    values = _values(brief)
    yield Item((f"发文稿纸（{values['plan_title']}）",), f"发文稿纸：{values['notice_title']}", values)


COUNTY_PLAN = DocumentKind(
    "county-plan",
    title="实施方案",
    scope=Scope.COUNTY,
    source=read_source("county-plan"),
    shared={"plan-body": read_source("plan-body")},
    items=_plan_items,
    variables=PLAN_VARIABLES,
    aliases=("县级方案",),
)
NOTICE = DocumentKind(
    "notice",
    title="印发通知",
    scope=Scope.COUNTY,
    source=read_source("notice"),
    shared={"plan-body": read_source("plan-body")},
    items=_notice_items,
    variables=(*PLAN_VARIABLES, *NOTICE_VARIABLES),
)
DRAFTING_SLIP = DocumentKind(
    "drafting-slip",
    title="发文稿纸",
    scope=Scope.COUNTY,
    source=read_source("drafting-slip"),
    items=_slip_items,
    variables=(*PLAN_VARIABLES[:-1], *NOTICE_VARIABLES),
)
