"""The cascade (层层签订): every pledge there is to sign, derived from plan, tree and people."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias, assert_never

import attrs

from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.identifiers import Identifiers
from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.pledges.relation import PledgeRelation, Signer
from antifraud_plan.model.pledges.stage import find_levels, find_voice
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import Location, Problem, Severity

# What somebody signs, and in whose words; ``None`` where that cannot be told.
_Voiced: TypeAlias = tuple[tuple[PledgeRelation, Voice | None], ...]


@attrs.frozen
class Signing:
    """One pledge to be signed (一份应签的承诺书).

    Attributes:
        id: stable while relation, unit, class and name stay: the unit's id, a dash, eight letters and digits.
        relation: the step of the cascade.
        keeper: whose register lists it: the receiving unit for units, the school for people. A school that
            works alone keeps its own.
        signer: who signs: a unit's full name, or a person's name.
        counterpart: with whom: the receiving unit's full name, or the school's.
        voice: in whose words.
        unit: the unit that signs, or the person's school.
        class_unit: the person's class, where it is known.
        class_name: the class as the list writes it; empty for units and for staff without a class.
        number: place in the list of the class or, for staff and units, of the school or keeper, from 1,
            counting those who sign in this relation.
        post: a staff member's post (岗位).
    """

    id: str
    relation: PledgeRelation
    keeper: Organisation
    signer: str
    counterpart: str
    voice: Voice
    unit: Organisation
    class_unit: Organisation | None = None
    class_name: str = ""
    number: int = 1
    post: str = ""


def derive_unit_signings(plan: Plan, tree: OrganisationTree, *, on: date) -> Iterator[Signing | Problem]:
    """Yield what units sign, relation by relation in the plan's order, units in the list's.

    A unit signs with the nearest bureau or school above it, in the relations that let that one receive; in
    a tree without a bureau, a school that works alone signs with the bureau that the plan names. A unit
    that stopped before *on* is not asked; one that opens later is, as it signs when it opens.

    Yields also a gap for every unit that is asked and finds nobody to sign with.
    """
    asked: dict[str, Organisation] = {}
    answered: set[str] = set()
    for relation in plan.pledges:
        if not relation.enabled or relation.signer is not Signer.UNIT:
            continue
        numbers: Counter[str] = Counter()
        for unit in tree:
            if not _belongs(plan, relation.units, unit) or not _stands(unit, on):
                continue
            asked[unit.id] = unit
            receiver = _find_receiver(plan, tree, relation, unit, on)
            if receiver is None:
                continue
            keeper, counterpart = receiver
            answered.add(unit.id)
            numbers[keeper.id] += 1
            yield Signing(
                id=Identifiers(unit.id).give(relation.id, "", unit.name),
                relation=relation,
                keeper=keeper,
                signer=unit.name,
                counterpart=counterpart,
                voice=Voice.UNIT,
                unit=unit,
                number=numbers[keeper.id],
            )
    for unit in asked.values():
        if unit.id not in answered:
            yield _without_counterpart(unit)


def derive_people_signings(
    plan: Plan,
    tree: OrganisationTree,
    school: Organisation,
    people: Iterable[Student | StaffMember | Problem],
    *,
    on: date,
) -> Iterator[Signing | Problem]:
    """Yield what the people of one school sign, person by person in the order of the list, as a stream.

    Problems among *people* are handed on. A student whose school level or grade cannot be told signs
    nothing; a gap says so once for each class. Nobody signs in a school that stopped before *on*.
    """
    relations = find_people_pledges(plan, school, on=on)
    if not relations:
        return
    classes = {unit.name: unit for unit in tree.classes_of(school)}
    identifiers = Identifiers(school.id)
    numbers: Counter[tuple[str, str]] = Counter()
    students: dict[str, _Voiced] = {}
    for person in people:
        match person:
            case Problem():
                yield person
                continue
            case Student(class_name=in_class) if in_class in students:
                voiced, post, list_name = students[in_class], "", in_class
            case Student(class_name=in_class):
                class_unit = classes.get(in_class)
                levels = (class_unit and class_unit.levels) or school.levels
                voiced = students[in_class] = _student_voices(plan, relations, school, in_class, levels)
                post, list_name = "", in_class
                if any(voice is None for _, voice in voiced):
                    yield _without_stage(school, in_class)
            case StaffMember():
                voiced, post, list_name = _staff_voices(relations, person), person.post, ""
            case _:
                assert_never(person)
        for relation, voice in voiced:
            if voice is None:
                continue
            # A member of the staff promises as such whatever class they teach this year.
            class_name = "" if voice is Voice.STAFF else person.class_name
            numbers[relation.id, list_name] += 1
            yield Signing(
                id=identifiers.give(relation.id, class_name, person.name),
                relation=relation,
                keeper=school,
                signer=person.name,
                counterpart=school.name,
                voice=voice,
                unit=school,
                class_unit=classes.get(class_name),
                class_name=class_name,
                number=numbers[relation.id, list_name],
                post=post,
            )


def find_people_pledges(plan: Plan, school: Organisation, *, on: date) -> tuple[PledgeRelation, ...]:
    """Return in which relations people of *school* sign; none in a school that stopped before *on*."""
    return tuple(
        relation
        for relation in plan.pledges
        if relation.enabled
        and relation.signer is not Signer.UNIT
        and _belongs(plan, relation.units, school)
        and _stands(school, on)
    )


def find_voices(plan: Plan, relation: PledgeRelation, school: Organisation) -> tuple[Voice, ...]:
    """Return in whose words people of *school* may sign, before it is known who they are."""
    asked = _levels_asked(plan, relation, school)
    return relation.voices(school.levels & asked if asked else school.levels)


def _belongs(plan: Plan, parties: Iterable[str], unit: Organisation) -> bool:
    return any(plan.party(party).includes(unit) for party in parties)


def _stands(unit: Organisation, on: date) -> bool:
    return unit.closed is None or unit.closed >= on


def _find_receiver(
    plan: Plan, tree: OrganisationTree, relation: PledgeRelation, unit: Organisation, on: date
) -> tuple[Organisation, str] | None:
    """Return whose register lists what *unit* signs, and the name of whom it signs with."""
    for above in tree.above(unit):
        if (above.kind is OrganisationKind.BUREAU or above.kind.is_school) and _stands(above, on):
            return (above, above.name) if _belongs(plan, relation.receivers, above) else None
    if tree.bureau() is None and any(
        OrganisationKind.BUREAU in plan.party(party).kinds for party in relation.receivers
    ):
        return unit, plan.names.bureau
    return None


def _student_voices(
    plan: Plan,
    relations: Iterable[PledgeRelation],
    school: Organisation,
    class_name: str,
    levels: frozenset[SchoolLevel],
) -> _Voiced:
    """What students of a class sign; where a party is narrowed to school levels, only those of them do."""
    possible = find_levels(class_name, levels)
    voiced: list[tuple[PledgeRelation, Voice | None]] = []
    for relation in relations:
        if relation.signer not in (Signer.STUDENT, Signer.FAMILY):
            continue
        asked = _levels_asked(plan, relation, school)
        if not asked or possible <= asked:
            voiced.append((relation, find_voice(class_name, levels, relation.guardian_grades)))
        elif possible & asked:
            voiced.append((relation, None))
    return tuple(voiced)


def _levels_asked(plan: Plan, relation: PledgeRelation, school: Organisation) -> frozenset[SchoolLevel]:
    """The school levels whose students sign; empty for all."""
    parties = [party for party in map(plan.party, relation.units) if party.includes(school)]
    if not all(party.levels for party in parties):
        return frozenset()
    return frozenset(level for party in parties for level in party.levels)


def _staff_voices(relations: Iterable[PledgeRelation], person: StaffMember) -> _Voiced:
    voices = {Signer.STAFF: Voice.STAFF}
    if person.class_name:
        voices[Signer.CLASS_TEACHER] = Voice.CLASS_TEACHER
    return tuple((relation, voices[relation.signer]) for relation in relations if relation.signer in voices)


def _without_counterpart(unit: Organisation) -> Problem:
    return Problem(
        "no-counterpart",
        f"“{unit.name}”要签承诺书，上级里却没有可以与它签订的单位。",
        Location("单位名册", sheet="单位"),
        "请核对“上级”一栏，或在 plan.toml 的 [[pledge]] 里改 units、receivers。",
        Severity.GAP,
    )


def _without_stage(school: Organisation, class_name: str) -> Problem:
    if not class_name:
        return Problem(
            "stage-unknown",
            f"“{school.name}”有学生没有班级，看不出是哪个学段、哪个年级，他们的承诺书没有排出。",
            Location(f"名单/{school.name}"),
            "请在名单里填上班级。",
            Severity.GAP,
        )
    return Problem(
        "stage-unknown",
        f"“{school.name}”的“{class_name}”看不出是哪个学段、哪个年级，这个班学生的承诺书没有排出。",
        Location("单位名册", sheet="班级"),
        "请填写这个班的学段，班级名称写成“三年级1班”“初一2班”的样子。",
        Severity.GAP,
    )
