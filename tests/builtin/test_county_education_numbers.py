"""A number stands once: prose prints frequencies, targets and deadlines, and never repeats them."""

import re

import attrs
from base_plan import PLAN, TEXT, text_of

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.prose import SlotVerb
from antifraud_plan.model.target import Target

# Chinese numerals that are no number of the plan: slogans, fixed words, the leads of counted items.
ALLOWED = (
    "五进五级覆盖",
    "一岗双责",
    "一人多卡",
    "一律",
    "进一步",
    "下一步",
    *(f"{numeral}是" for numeral in "一二三四五六"),
    *(f"{numeral}、" for numeral in "一二三四五"),
    *(f"（{numeral}）" for numeral in "一二三四五"),
)
OLD_NUMBERS = re.compile(
    r"[0-9０-９%％零一二两三四五六七八九十百]|每[日天周月季年学班]|[日天周月季年]前|至少|不少于|不高于|以上"
    r"|同期|上年|去年|年底|月底|定期|及时|按时|按期|常态化|经常|长期(?!未)|杜绝|节假日、"
)


def with_sentinels(plan: Plan) -> Plan:
    """Every frequency, reading, target and deadline replaced by a word of its own."""
    return attrs.evolve(
        plan,
        tasks=tuple(
            attrs.evolve(task, cadence=Cadence.parse(f"〔频{task.id}〕"), county_reading=None)
            for task in plan.tasks
        ),
        metrics=tuple(
            attrs.evolve(metric, target=Target.parse(f"〔标{metric.id}〕")) for metric in plan.metrics
        ),
        submissions=tuple(
            attrs.evolve(item, deadline=Cadence.parse(f"〔限{item.id}〕")) for item in plan.submissions
        ),
    )


def old_numbers_in(text: str) -> list[str]:
    text = re.sub(r"〔.*?〕", "", text).replace(f"{PLAN.year}年", "")
    for word in ALLOWED:
        text = text.replace(word, "")
    return OLD_NUMBERS.findall(text)


def test_no_old_number_remains_when_every_number_changes() -> None:
    assert old_numbers_in(text_of(with_sentinels(PLAN))) == []


def test_the_search_for_old_numbers_finds_those_of_the_plan_as_it_is() -> None:
    found = old_numbers_in(TEXT)
    assert {"1", "2", "常态化", "定期", "及时", "按时", "同期"} <= set(found)


def test_every_number_is_printed_once_through_its_slot() -> None:
    changed = text_of(with_sentinels(PLAN))
    sentinels = [
        *(f"〔频{task.id}〕" for task in PLAN.tasks),
        *(f"〔标{metric.id}〕" for metric in PLAN.metrics),
        *(f"〔限{item.id}〕" for item in PLAN.submissions),
    ]
    assert {sentinel: changed.count(sentinel) for sentinel in sentinels} == dict.fromkeys(sentinels, 1)


def test_a_number_is_printed_in_the_clause_it_belongs_to() -> None:
    for clause in PLAN.clauses:
        for slot in clause.text.slots:
            if slot.verb in (SlotVerb.CADENCE, SlotVerb.DEADLINE):
                assert slot.argument == clause.id
            if slot.verb is SlotVerb.TARGET:
                assert slot.argument in {metric.id for metric in PLAN.metrics if metric.clause == clause.id}
