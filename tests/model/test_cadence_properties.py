"""What holds for every cadence: phrases survive, composed rules read back, comparison is consistent."""

from collections.abc import Callable
from typing import get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.cadence.dates import (
    DateWindow,
    MonthPart,
    PlanDate,
    SemesterWindow,
    TermTime,
    Window,
)
from antifraud_plan.model.cadence.phrases import compose
from antifraud_plan.model.cadence.rules import (
    Anchored,
    Campaign,
    Deadline,
    Delay,
    Duration,
    EachOf,
    Indefinite,
    Quota,
    Recurring,
    Rule,
    Scope,
    Triggered,
    Within,
)
from antifraud_plan.model.cadence.terms import (
    Anchor,
    CountUnit,
    DelayUnit,
    Per,
    Period,
    Promptness,
    Vagueness,
)
from antifraud_plan.model.terms import PRIMARY_AND_SECONDARY, Audience, SchoolLevel, SchoolTrait

WORDS_OF_THE_FIELD = [
    "每",
    "月",
    "周",
    "日",
    "年",
    "学期",
    "季度",
    "至少",
    "不少于",
    "不超过",
    "次",
    "课时",
    "一",
    "两",
    "十二",
    "2",
    "3",
    "12",
    "２",
    "2023年",
    "2月28日",
    "前",
    "底",
    "上旬",
    "即日起",
    "至",
    "到",
    "自",
    "起",
    "在校期间",
    "开学第一课",
    "节假日",
    "寒暑假",
    "定期",
    "及时",
    "立即",
    "发现",
    "后",
    "日内",
    "每班",
    "每人",
    "人手一份",
    "中小学",
    "幼儿园",
    "对",
    "学生",
    "教职工",
    "、",
    "，",
    "；",
    "。",
    "（",
    "）",
    "第",
    "学年",
    "半年",
    "百日",
    "为期",
    "个月",
    "…",
    "→",
    "每名",
    "逐一",
    "约",
    "份",
    "共",
    "其中",
    "%",
    "〇",
    "零",
]
years = st.none() | st.integers(2000, 2099)
minimums = st.integers(1, 9999)


@st.composite
def plan_dates(draw: st.DrawFn) -> PlanDate:
    month = draw(st.integers(1, 12))
    year = draw(years)
    precision = draw(st.sampled_from(("day", "part", "month", "year")))
    match precision:
        case "day":
            return PlanDate(month, day=draw(st.integers(1, 28)), year=year)
        case "part":
            return PlanDate(month, part=draw(st.sampled_from(MonthPart)), year=year)
        case "month":
            return PlanDate(month, year=year)
        case _:
            return PlanDate(None, year=draw(st.integers(2000, 2099)))


@st.composite
def date_windows(draw: st.DrawFn) -> DateWindow:
    start, end = draw(st.none() | plan_dates()), draw(st.none() | plan_dates())
    try:
        return DateWindow(start, end)
    except ValueError:
        return DateWindow(start, None)


windows: st.SearchStrategy[Window] = st.one_of(
    date_windows(),
    st.builds(SemesterWindow, st.integers(2000, 2099), st.sampled_from((None, 1, 2))),
    st.builds(SemesterWindow, st.none(), st.sampled_from((1, 2))),
    st.just(TermTime()),
)
scopes = st.builds(
    Scope,
    levels=st.frozensets(st.sampled_from(SchoolLevel)),
    traits=st.frozensets(st.sampled_from(SchoolTrait)),
    audiences=st.frozensets(st.sampled_from(Audience)),
    per=st.sampled_from(Per),
)
content = st.text(alphabet="校园案件线索隐患情况材料核实处置通报", min_size=1, max_size=8)
delays = st.sampled_from(Promptness) | st.builds(Delay, st.integers(1, 999), st.sampled_from(DelayUnit))
recurring = st.builds(
    Recurring,
    period=st.sampled_from(Period),
    minimum=minimums,
    unit=st.sampled_from(CountUnit),
    scope=scopes,
    window=st.none() | windows,
)
anchored = st.builds(
    Anchored,
    anchors=st.lists(st.sampled_from(Anchor), min_size=1, max_size=4),
    minimum=minimums,
    unit=st.sampled_from(CountUnit),
    scope=scopes,
    window=st.none() | windows,
)
rules: st.SearchStrategy[Rule] = st.one_of(
    recurring,
    recurring.map(lambda rule: attrs.evolve(rule, minimum=1, unit=CountUnit.TIMES, stated=False)),
    st.builds(Campaign, minimums, st.sampled_from(CountUnit), scopes, st.none() | windows),
    st.builds(Deadline, plan_dates().filter(lambda each: bool(each.day or each.part)), scopes),
    st.builds(Within, windows, scopes),
    anchored,
    anchored.map(lambda rule: attrs.evolve(rule, minimum=1, unit=CountUnit.TIMES, stated=False)),
    st.builds(Indefinite, st.sampled_from(Vagueness), scopes, st.none() | windows),
    st.builds(Triggered, content.map("发现{}".format), delays, content),
    st.builds(EachOf, scopes),
    st.builds(
        Quota, minimums, st.sampled_from(("份", "人", "人次", "名", "篇", "条", "期")), st.booleans(), scopes
    ),
    st.builds(
        Duration,
        st.integers(1, 99),
        st.sampled_from(Period).filter(lambda unit: unit is not Period.HALF_YEAR),
    ),
)


@given(st.text())
def test_any_text_at_all_is_given_back_as_written(phrase: str) -> None:
    assert str(Cadence.parse(phrase)) == phrase


@given(st.lists(st.sampled_from(WORDS_OF_THE_FIELD), max_size=12).map("".join))
@settings(max_examples=300)
def test_any_jumble_of_the_fields_own_words_is_read_without_failing(phrase: str) -> None:
    cadence = Cadence.parse(phrase)

    assert str(cadence) == phrase
    assert all(piece in phrase for piece in cadence.unread)


@given(rules)
@settings(max_examples=400)
def test_a_composed_phrase_reads_back_as_its_rule(rule: Rule) -> None:
    cadence = Cadence.parse(compose(rule))

    assert (cadence.rules, cadence.unread) == ((rule,), ())


@given(st.lists(rules, max_size=4))
def test_several_composed_rules_read_back_together(several: list[Rule]) -> None:
    composed = Cadence.compose(several)

    assert Cadence.parse(str(composed)) == composed


@given(rules)
def test_blanks_and_full_width_figures_change_nothing(rule: Rule) -> None:
    phrase = compose(rule)
    wide = "".join(chr(ord(each) + 0xFEE0) if each.isascii() and each.isdigit() else each for each in phrase)

    assert Cadence.parse("　".join(wide)).rules == (rule,)


@given(recurring, recurring)
def test_a_bracket_that_counts_for_itself_leaves_its_clause_alone(one: Recurring, other: Recurring) -> None:
    inside = Cadence.parse(f"{compose(one)}（{compose(other)}）")

    schools = other.scope if other.scope.levels or other.scope.traits else one.scope
    completed = attrs.evolve(
        other,
        window=other.window or one.window,
        scope=attrs.evolve(other.scope, levels=schools.levels, traits=schools.traits),
    )
    assert (inside.rules, inside.unread) == ((one, completed), ())


@given(
    rules.filter(lambda rule: not isinstance(rule, Triggered)),
    st.sampled_from(("平均", "工作日", "夏季", "若干", "隔周", "暑假前")),
)
def test_a_word_that_limits_in_terms_not_ours_leaves_no_rule(rule: Rule, word: str) -> None:
    phrase = word + compose(rule)

    assert Cadence.parse(phrase) == Cadence(phrase, unread=(phrase,))


@given(recurring, date_windows(), date_windows())
def test_several_windows_hold_each_for_itself(rule: Recurring, one: DateWindow, other: DateWindow) -> None:
    often = attrs.evolve(rule, period=Period.MONTH, window=None)
    read = Cadence.parse(f"{one}、{other}{compose(often)}")

    assert read.rules == (attrs.evolve(often, window=one), attrs.evolve(often, window=other))


def test_every_class_of_rule_is_tried() -> None:
    assert set(get_args(Rule)) == {
        Recurring, Campaign, Deadline, Within, Anchored, Indefinite, Triggered, EachOf, Quota, Duration,
    }  # fmt: skip


@given(recurring, recurring)
def test_a_cadence_is_never_looser_than_itself_nor_two_than_each_other(
    one: Recurring, other: Recurring
) -> None:
    first, second = (
        Cadence.compose([one]),
        Cadence.compose([attrs.evolve(other, scope=one.scope, window=one.window)]),
    )

    assert first.is_looser(first) is False
    assert not (first.is_looser(second) and second.is_looser(first))


@given(rules, st.integers(1, 50))
def test_asking_for_more_is_never_looser(rule: Rule, more: int) -> None:
    if isinstance(rule, Recurring | Campaign | Anchored | Quota):
        tighter = attrs.evolve(rule, minimum=rule.minimum + more)
        own, asked = Cadence.compose([attrs.evolve(tighter)]), Cadence.compose([rule])

        assert own.is_looser(asked) is False
        assert asked.is_looser(own) is True


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        (Recurring(Period.SEMESTER, 2, scope=Scope(per=Per.CLASS)), "每学期每班至少2次"),
        (Recurring(Period.MONTH, stated=False), "每月"),
        (Recurring(Period.WEEK, window=TermTime()), "在校期间每周至少1次"),
        (
            Recurring(Period.QUARTER, 2, CountUnit.LESSONS, scope=Scope(levels=PRIMARY_AND_SECONDARY)),
            "中小学每季度至少2课时",
        ),
        (Anchored((Anchor.HOLIDAYS, Anchor.WINTER_VACATION)), "节假日、寒假各1次"),
        (Deadline(PlanDate(2, 28)), "2月28日前"),
        (Campaign(), "至少1次"),
        (EachOf(Scope(audiences=(Audience.STUDENTS,), per=Per.PERSON)), "每名学生"),
        (Duration(3, Period.MONTH), "为期3个月"),
        (Duration(2, Period.YEAR), "为期2年"),
        (Quota(500, "份"), "不少于500份"),
        (Within(SemesterWindow(2025, 2)), "2025—2026学年第二学期"),
        (Triggered("发现线索", Delay(3, DelayUnit.WORKING_DAYS), "报告"), "发现线索3个工作日内报告"),
    ],
)
def test_a_composed_phrase_is_what_an_official_would_write(rule: Rule, phrase: str) -> None:
    assert compose(rule) == phrase


@pytest.mark.parametrize("rule", [Recurring, Campaign, Quota, Duration, Anchored, Delay])
def test_nothing_is_asked_for_less_than_once(rule: type) -> None:
    arguments = {
        Recurring: (Period.MONTH, 0),
        Campaign: (0,),
        Quota: (0, "份"),
        Duration: (0, Period.MONTH),
        Anchored: ((Anchor.OPENING,), 0),
        Delay: (0, DelayUnit.DAYS),
    }
    with pytest.raises(ValueError, match=">= 1"):
        rule(*arguments[rule])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: PlanDate(2, 30),
        lambda: PlanDate(2, 29, year=2023),
        lambda: PlanDate(13),
        lambda: PlanDate(None),
        lambda: PlanDate(3, 1, MonthPart.END),
        lambda: PlanDate(3, year=0),
        lambda: Deadline(PlanDate(6)),
        lambda: DateWindow(PlanDate(5, year=2024), PlanDate(4, year=2024)),
        lambda: SemesterWindow(2025, 3),
        lambda: SemesterWindow(None),
        lambda: Anchored(()),
    ],
)
def test_what_no_calendar_has_cannot_be_built(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
