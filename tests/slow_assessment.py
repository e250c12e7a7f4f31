"""Assessing as slowly and plainly as it can be said: a loop over days and rows for each thing due."""

from collections.abc import Iterator
from datetime import date, timedelta

from antifraud_plan.model.assessment.expectation import Expectation, Proof, derive_expectations
from antifraud_plan.model.organisation import OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook
from antifraud_plan.model.returns.standing import ReturnState, Standing

HAS_COME = (ReturnState.RECEIVED, ReturnState.SENT_BACK, ReturnState.ACCEPTED)
"""The states of what was handed in, whatever became of it."""

SEMESTERS = {"2022—2023学年第二学期": date(2023, 7, 7), "2023—2024学年第一学期": date(2023, 12, 31)}
"""The last days of the demo county's semesters within the plan's time."""

Told = dict[tuple[str, str, str, date, date], tuple[str, int, int]]
"""Unit, item, part, first and last day → status, how much is done, how much is needed."""


def assess_slowly(plan: Plan, tree: OrganisationTree, collection: Collection, on: date) -> Told:
    """Judge everything due."""
    return {
        (each.unit.id, each.item, each.part, each.period.span.first, each.period.span.last): _judge(
            each, plan, collection, on
        )
        for each in derive_expectations(plan, tree)
    }


def _judge(due: Expectation, plan: Plan, collection: Collection, on: date) -> tuple[str, int, int]:
    first, last = due.period.span.first, due.period.span.last
    done, told = 0, []
    day = first
    seen_any = False
    while day <= min(last, on):
        proofs = dict[str, tuple[int, int | None]]()
        for title, amount, whole in _of_day(due, plan, collection, on, day):
            before, known = proofs.get(title, (0, None))
            both = [each for each in (known, whole) if each is not None]
            proofs[title] = max(before, amount), max(both, default=None)
        for amount, whole in proofs.values():
            seen_any = True
            done += amount
            told += [] if whole is None else [whole]
        day += timedelta(days=1)
    needed = due.needed or (sum(told) if told else 1)
    refuted = _find_verdict(due, collection, on) in ("不实", "无佐证")
    done = 0 if refuted else done
    return _name(due, plan, collection, on, done, needed, came=seen_any), done, needed


def _name(
    due: Expectation, plan: Plan, collection: Collection, on: date, done: int, needed: int, *, came: bool
) -> str:
    if _is_exempt(due, plan, collection):
        return "EXEMPT"
    if done >= needed:
        return "MET"
    if on <= due.period.span.last:
        return "NOT_YET_DUE"
    standing = _find_standing(due, collection)
    if not came and (standing is None or standing.state not in HAS_COME):
        still_time = due.deadline is None or on <= due.deadline
        return "NOT_YET_DUE" if still_time else "UNREPORTED"
    return "UNMET" if done == 0 else "PARTLY"


def _find_standing(due: Expectation, collection: Collection) -> Standing | None:
    for each in collection.standings:
        if (each.unit.id, each.item, each.period) == due.hand_in:
            return each
    return None


def _of_day(
    due: Expectation, plan: Plan, collection: Collection, on: date, day: date
) -> Iterator[tuple[str, int, int | None]]:
    """Yield what proves it on a day: a title that tells it from others, how much, and of how much."""
    if due.proof is Proof.ARRIVAL:
        standing = _find_standing(due, collection)
        if standing is not None and standing.state in HAS_COME:
            came = max(standing.arrived or on, plan.first_day)
            if standing.deadline is not None and came > standing.deadline:
                came = standing.deadline
            if came == day:
                late = bool(standing.deadline and standing.arrived and standing.arrived > standing.deadline)
                yield "", 1 if late else 2, None
        return
    for book in collection.books:
        for record in book.evidence:
            if record.is_sound and (record.unit, record.item) == (due.unit.id, due.item):
                yield from _of_record(record, due, plan, day, _find_end(book, collection))


def _of_record(
    record: Evidence, due: Expectation, plan: Plan, day: date, end: date | None
) -> Iterator[tuple[str, int, int | None]]:
    """Yield what a record proves of a day; what bears no day counts on the last of its return's period."""
    match record.form.id:
        case "activities":
            if (record.class_id, record.day) == (due.part, day):
                yield str(record.values.get("title", "")), 1, None
        case "pledges":
            names = {relation.id: relation.name for relation in plan.pledges}
            if end == day and record.values.get("relation") == names.get(due.part):
                yield "", int(str(record.values.get("signed", 0))), int(str(record.values.get("due", 0)))
        case "standing":
            worth = {"已落实": 2, "部分落实": 1, "未落实": 0}.get(str(record.values.get("done")), 0)
            if end == day and worth:
                yield "", worth, None
        case "incidents" | "cards" | "groups":
            if record.values.get("nil") == "无":
                if end == day:
                    yield "", 1, None
            elif record.day == day:
                yield "", 1, None
        case "liaison":
            # That there was nothing to confer about proves no conference.
            if record.day == day and record.values.get("nil") != "无":
                yield "", 1, None


def _find_end(book: ReturnedBook, collection: Collection) -> date | None:
    """Return the last day of the period of the return that a file is."""
    for each in collection.standings:
        if each.files and each.files[0] == book.place.file:
            if each.period in SEMESTERS:
                return SEMESTERS[each.period]
            number = int("".join(filter(str.isdigit, each.period)))
            month = number * 3 if "季度" in each.period else number
            return date(2023 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return None


def _find_verdict(due: Expectation, collection: Collection, on: date) -> str:
    found, latest = "", date.min
    for record in collection.kept:
        if record.form.id != "inspections" or not record.is_sound or record.day is None or record.day > on:
            continue
        same = (record.unit, record.item, record.class_id) == (due.unit.id, due.item, due.part)
        if same and record.period in ("", due.period.label) and record.day > latest:
            found, latest = str(record.values["verdict"]), record.day
    return found


def _is_exempt(due: Expectation, plan: Plan, collection: Collection) -> bool:
    for each in plan.exemptions:
        whole = each.first <= due.period.span.first and due.period.span.last <= each.last
        if due.item in each.items and whole and (not each.units or due.unit.id in each.units):
            return True
    for record in collection.kept:
        if record.form.id == "exemptions" and (record.unit, record.item) == (due.unit.id, due.item):
            first, last = record.values["first"], record.values["last"]
            assert isinstance(first, date)
            assert isinstance(last, date)
            if first <= due.period.span.first and due.period.span.last <= last:
                return True
    return False
