"""Coverage against an obvious count that goes through every pledge for every question."""

from datetime import date

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.plan import Issue, Names, Plan
from antifraud_plan.model.pledges.cascade import Signing
from antifraud_plan.model.pledges.coverage import Tally, find_township, measure_coverage
from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.pledges.register import Register, RegisterRow
from antifraud_plan.model.pledges.relation import PledgeRelation, Signer
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.task import Party
from antifraud_plan.problems import Location

TREE = OrganisationTree(
    (
        Organisation("B", "示例县教育体育局", OrganisationKind.BUREAU),
        Organisation("S1", "第一小学", OrganisationKind.COUNTY_SCHOOL, "B"),
        Organisation("Z1", "东镇中心学校", OrganisationKind.CENTRAL_SCHOOL, "B", township="东镇"),
        Organisation("Z2", "东镇第二小学", OrganisationKind.SCHOOL, "Z1"),
        Organisation("W1", "西镇中心学校", OrganisationKind.CENTRAL_SCHOOL, "B"),
        Organisation("W2", "西镇第二小学", OrganisationKind.SCHOOL, "W1"),
        Organisation("Z1/1", "一年级1班", OrganisationKind.CLASS, "Z1"),
        Organisation("Z2/1", "一年级1班", OrganisationKind.CLASS, "Z2"),
    )
)
RELATIONS = tuple(
    PledgeRelation(name, name, Prose(name), signer, (), copies=copies)
    for name, signer, copies in (("staff", Signer.STAFF, 1), ("families", Signer.FAMILY, 2))
)
PLAN = Plan(
    "plan",
    Prose("方案"),
    2023,
    Names("示例县", "示例县教育体育局", "县教体局", "教体系统", "安全股", "安全股"),
    Issue(date(2023, 2, 6)),
    pledges=RELATIONS,
)
DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31))


@st.composite
def signings(draw):
    """Draw pledges of some schools, each with the line its register came back with, or none."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        relation = draw(st.sampled_from(RELATIONS))
        unit = draw(st.sampled_from(TREE.schools()))
        name = draw(st.sampled_from(["一年级1班", "一年级2班", ""]))
        signing = Signing(
            f"{unit.id}-{number}", relation, unit, f"王演示{number}", unit.name, Voice.STAFF, unit, None, name
        )
        day = draw(st.none() | DAYS)
        copies = draw(st.none() | st.integers(0, 3))
        found.append((signing, day, copies))
    return found


def register_of(entries) -> Register:
    rows = tuple(
        RegisterRow(
            signing.id,
            signing.relation.name,
            signing.class_name,
            signing.signer,
            lambda heading: Location("台账.xlsx", sheet="签订台账", cell=heading),
            day=day,
            copies=copies,
        )
        for signing, day, copies in entries
    )
    return Register(Location("台账.xlsx", sheet="签订台账"), rows)


def count(entries, on: date | None, belongs) -> Tally:
    """Count the pledges for which *belongs* holds, one after the other."""
    due = signed = copies_due = signed_copies = 0
    for signing, day, copies in entries:
        if not belongs(signing):
            continue
        due += 1
        copies_due += signing.relation.copies
        if day is None or copies == 0 or (on is not None and day > on):
            continue
        signed += 1
        signed_copies += signing.relation.copies if copies is None else copies
    return Tally(due, signed, copies_due, signed_copies)


@settings(max_examples=60, deadline=None)
@given(signings(), st.none() | DAYS)
def test_every_level_counts_what_an_obvious_count_finds(entries, on):
    coverage = measure_coverage(
        (signing for signing, _, _ in entries), [register_of(entries)], PLAN, TREE, on=on
    )
    assert coverage.total == count(entries, on, lambda _: True)
    levels = (
        (lambda group: group.relation, lambda signing: signing.relation.id),
        (lambda group: (group.unit, group.class_name), lambda signing: (signing.unit.id, signing.class_name)),
        (lambda group: group.unit, lambda signing: signing.unit.id),
        (lambda group: group.township, lambda signing: find_township(TREE, signing.unit)),
    )
    for of_group, of_signing in levels:
        tallies = coverage.roll_up(of_group)
        assert sum(tallies.values(), Tally()) == coverage.total
        for key, tally in tallies.items():
            assert tally == count(entries, on, lambda signing, key=key, of=of_signing: of(signing) == key)
    assert len(coverage.unsigned) == coverage.total.unsigned
    assert {unit.id for unit in coverage.returned} == {signing.keeper.id for signing, _, _ in entries}


@settings(max_examples=40, deadline=None)
@given(signings(), st.sampled_from(list(TREE)))
def test_part_of_a_county_counts_as_it_does_in_the_whole(entries, wanted):
    coverage = measure_coverage((signing for signing, _, _ in entries), [register_of(entries)], PLAN, TREE)
    part = coverage.within(TREE, lambda unit: unit is wanted)

    is_class = wanted.kind is OrganisationKind.CLASS
    unit, class_name = (wanted.parent, wanted.name) if is_class else (wanted.id, None)

    def concerned(signing):
        return signing.unit.id == unit and class_name in (None, signing.class_name)

    assert part.total == count(entries, None, concerned)
    assert part.unsigned == tuple(filter(concerned, coverage.unsigned))
    assert part.returned == tuple(keeper for keeper in coverage.returned if keeper.id == unit)


def test_no_register_is_awaited_of_a_school_that_stopped_before() -> None:
    units = tuple(attrs.evolve(unit, closed=date(2023, 6, 30)) if unit.id == "S1" else unit for unit in TREE)
    schools = Party("schools", "学校", kinds=tuple(OrganisationKind))
    plan = attrs.evolve(
        PLAN,
        parties=(schools,),
        pledges=tuple(attrs.evolve(relation, units=("schools",)) for relation in RELATIONS),
    )
    for on, awaits in ((None, True), (date(2023, 6, 30), True), (date(2023, 7, 1), False)):
        coverage = measure_coverage([], [], plan, OrganisationTree(units), on=on)
        assert ("S1" in [unit.id for unit in coverage.awaited]) is awaits
        assert ("S1" in [unit.id for unit in coverage.unlisted]) is awaits


def test_nothing_due_is_no_share_and_no_error():
    coverage = measure_coverage([], [], PLAN, TREE)
    assert coverage.total == Tally()
    assert coverage.total.share is None


def test_a_school_belongs_to_the_township_of_its_central_school_or_to_none():
    townships = {unit.id: find_township(TREE, unit) for unit in TREE.schools()}
    assert townships == {"S1": "县直", "Z1": "东镇", "Z2": "东镇", "W1": "西镇中心学校", "W2": "西镇中心学校"}


def test_the_unsigned_stand_in_order_of_relation_school_and_class_list():
    one, two = TREE.require("S1"), TREE.require("Z1")
    entries = [
        Signing(name, relation, unit, name, unit.name, Voice.STAFF, unit, None, class_name)
        for name, relation, unit, class_name in (
            ("甲", RELATIONS[1], one, "一班"),
            ("乙", RELATIONS[0], one, ""),
            ("丙", RELATIONS[1], one, "二班"),
            ("丁", RELATIONS[1], two, "一班"),
            ("戊", RELATIONS[1], one, "一班"),
        )
    ]
    coverage = measure_coverage(entries, [], PLAN, TREE)
    assert [signing.signer for signing in coverage.unsigned] == ["乙", "甲", "戊", "丙", "丁"]


def test_a_row_that_could_not_be_read_is_there_but_unsigned():
    unit = TREE.require("S1")
    signing = Signing("S1-1", RELATIONS[0], unit, "王演示", unit.name, Voice.STAFF, unit)
    register = register_of([(signing, date(2023, 3, 5), None)])
    broken = attrs.evolve(register, rows=(attrs.evolve(register.rows[0], is_sound=False),))
    coverage = measure_coverage([signing], [broken], PLAN, TREE)
    assert coverage.total.signed == 0
    assert coverage.problems == ()
    assert coverage.returned == (unit,)
