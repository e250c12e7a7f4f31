"""The county's overview of what everybody promises: clause × signer, clause × stage (承诺条款对照表)."""

from collections.abc import Iterator

from antifraud_plan.plugin import Brief, DocumentKind, Item, Plan, Promise, Scope, Variable, Voice
from antifraud_plan_pledges.templates import read_source

_NOTHING = "—"
_ADULTS = {Voice.UNIT: "单位", Voice.STAFF: "教职工", Voice.CLASS_TEACHER: "班主任"}
_FAMILY = {
    Voice.GUARDIAN: "监护人（代低龄学生签）",
    Voice.PRIMARY: "小学生",
    Voice.JUNIOR: "初中生",
    Voice.SENIOR: "高中生、职业学校学生",
    Voice.PARENT: "家长（与学生一起签）",
}


def _rows(plan: Plan, voices: dict[Voice, str]) -> tuple[dict[str, str], ...]:
    return tuple(
        {"reference": plan.reference(promise.clause), **_wordings(plan, promise, voices)}
        for promise in plan.promises
        if any(promise.wording(voice) for voice in voices)
    )


def _wordings(plan: Plan, promise: Promise, voices: dict[Voice, str]) -> dict[str, str]:
    return {voice.value: plan.fill(promise.wording(voice)) or _NOTHING for voice in voices}


def _items(brief: Brief) -> Iterator[Item]:
    plan = brief.plan
    title = f"{plan.names.county}{plan.year}年{plan.subject}承诺条款对照表"
    rows = {"adult_rows": _rows(plan, _ADULTS), "family_rows": _rows(plan, _FAMILY)}
    if any(rows.values()):
        yield Item((title,), title, {"title": title, **rows})


def _row_fields(voices: dict[Voice, str]) -> tuple[Variable, ...]:
    spoken = (Variable(voice.value, f"{title}承诺什么", "不打开陌生链接") for voice, title in voices.items())
    return (Variable("reference", "依据方案的哪一条", "四（三）"), *spoken)


PLEDGE_CLAUSES = DocumentKind(
    "pledge-clauses",
    title="承诺条款对照表",
    scope=Scope.COUNTY,
    source=read_source("pledge-clauses"),
    items=_items,
    variables=(
        Variable("title", "标题", "示例县2023年防范电信网络诈骗工作承诺条款对照表"),
        Variable("adult_rows", "单位和教职工，每条承诺一行", "承诺条款", _row_fields(_ADULTS), many=True),
        Variable("family_rows", "学生和家长，每条承诺一行", "承诺条款", _row_fields(_FAMILY), many=True),
    ),
)
