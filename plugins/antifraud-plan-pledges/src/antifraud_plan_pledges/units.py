"""What units sign with the unit above: the pledge, and the two-sided letter where a document allows it."""

from collections.abc import Callable, Iterator

import attrs

from antifraud_plan.plugin import (
    Brief,
    DocumentKind,
    Item,
    PledgePaper,
    Scope,
    Signing,
    Variable,
    Voice,
    derive_unit_signings,
)
from antifraud_plan_pledges.promises import PROMISES, REFERENCES, print_promises, print_references
from antifraud_plan_pledges.templates import PASSAGES, read_source

_PLEDGE_VARIABLES = (
    Variable("title", "标题", "防范电信网络诈骗工作承诺书"),
    Variable("plan_title", "方案标题", "示例县教体系统2023年防范电信网络诈骗工作实施方案"),
    Variable("subject", "工作名称", "防范电信网络诈骗工作"),
    Variable("school", "签订单位全称", "东示镇第二小学"),
    Variable("self_name", "自称", "我校"),
    Variable("counterpart", "与谁签订", "东示镇中心学校"),
    Variable("copies", "一式几份", "2"),
    PROMISES,
    REFERENCES,
)
_LETTER_VARIABLES = (
    *_PLEDGE_VARIABLES,
    attrs.evolve(PROMISES, name="superior_promises", meaning="甲方职责，逐条给出"),
    Variable("authority", "允许签订责任书的文件", "《……规定》（示市教字〔2022〕9号）"),
)


def _pledge_values(brief: Brief, signing: Signing) -> dict[str, object]:
    plan = brief.plan
    promises = print_promises(plan, signing.voice)
    return {
        "title": plan.fill(signing.relation.title),
        "plan_title": plan.fill(plan.title),
        "subject": plan.subject,
        "school": signing.signer,
        "self_name": signing.unit.kind.self_name,
        "counterpart": signing.counterpart,
        "copies": signing.relation.copies,
        "promises": promises,
        "references": print_references(promises),
    }


def _letter_values(brief: Brief, signing: Signing) -> dict[str, object]:
    return {
        **_pledge_values(brief, signing),
        "superior_promises": print_promises(brief.plan, Voice.SUPERIOR),
        "authority": signing.relation.authority,
    }


def _items(
    brief: Brief, title: str, paper: PledgePaper, values: Callable[[Brief, Signing], dict[str, object]]
) -> Iterator[Item]:
    for signing in derive_unit_signings(brief.plan, brief.tree, on=brief.on):
        if isinstance(signing, Signing) and signing.relation.paper is paper and brief.wants(signing.unit):
            file = f"{signing.signer}与{signing.counterpart}"
            printed = values(brief, signing)
            yield Item((title, file), f"{signing.signer}{printed['title']}", printed)


UNIT_PLEDGE = DocumentKind(
    "unit-pledge",
    title="单位承诺书",
    scope=Scope.SCHOOL,
    source=read_source("unit-pledge"),
    shared=PASSAGES,
    items=lambda brief: _items(brief, "单位承诺书", PledgePaper.PLEDGE, _pledge_values),
    variables=_PLEDGE_VARIABLES,
)
RESPONSIBILITY_LETTER = DocumentKind(
    "responsibility-letter",
    title="责任书",
    scope=Scope.SCHOOL,
    source=read_source("responsibility-letter"),
    items=lambda brief: _items(brief, "责任书", PledgePaper.RESPONSIBILITY_LETTER, _letter_values),
    variables=_LETTER_VARIABLES,
)
