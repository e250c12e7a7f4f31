"""What schools add to the metrics that are shares: awareness, pledges signed, returns in time."""

from collections.abc import Iterable, Iterator
from datetime import date

from antifraud_plan.model.assessment.measurement import ON_TIME_RATE, PLEDGE_COVERAGE
from antifraud_plan.model.assessment.measuring.cases import find_open
from antifraud_plan.model.assessment.measuring.part import Part
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, Source
from antifraud_plan.model.organisation import Organisation, OrganisationTree
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import Evidence
from antifraud_plan.model.returns.standing import ReturnState
from antifraud_plan.model.task import Metric
from antifraud_plan.model.terms import Audience


def find_share_column(form: Form) -> Column | None:
    """Return the column that counts the numerator of a share: it may not exceed its denominator."""
    return next((column for column in form.columns if column.not_above), None)


def measure_surveys(
    plan: Plan, tree: OrganisationTree, collection: Collection, metrics: Iterable[Metric]
) -> Iterator[Part]:
    """Yield what each school adds to each metric that a form of the schools records, by audience.

    Of several tests of the same audience the latest counts, of one day the one that asked most: it says
    where the school stands.
    """
    for metric in metrics:
        form = plan.find_form(metric.id)
        column = find_share_column(form) if form and form.source is Source.SCHOOL else None
        if form is None or column is None:
            continue
        latest: dict[tuple[str, str], Evidence] = {}
        for record in sorted(
            (each for each in collection.evidence if each.item == metric.id and each.form.id == form.id),
            key=lambda each: (each.day or date.min, count_of(each, column.not_above)),
        ):
            latest[record.unit, audience_of(record)] = record
        audiences = [each.value for each in metric.audiences] or [""]
        for school in find_open(tree, plan, collection.on):
            for audience in audiences:
                found = latest.get((school.id, audience))
                people = _count_people(school, audience)
                if found is None:
                    yield Part(metric.id, school.id, audience, people=people)
                    continue
                numerator, denominator = count_of(found, column.id), count_of(found, column.not_above)
                yield Part(
                    metric.id, school.id, audience, numerator, denominator, people=people, sources=(found,)
                )


def audience_of(record: Evidence) -> str:
    """Return of which audience a record tells, empty for none."""
    column = record.form.find_kind(ColumnKind.AUDIENCE)
    return str(record.values.get(column.id, "")) if column else ""


def count_of(record: Evidence, column_id: str | None) -> int:
    """Return the number in a column, 0 where there is none."""
    value = record.values.get(column_id or "", 0)
    return value if isinstance(value, int) else 0


def _count_people(school: Organisation, audience: str) -> int | None:
    """Return how many there are, of parents one a student."""
    return school.staff if audience == Audience.STAFF.value else school.students


def measure_pledges(plan: Plan, collection: Collection) -> Iterator[Part]:
    """Yield what each school signed of what it has to, by relation: as its latest return says."""
    names = {relation.name for relation in plan.pledges}
    order = {file: number for number, each in enumerate(collection.standings) for file in each.files[:1]}
    latest: dict[tuple[str, str], Evidence] = {}
    for book in sorted(collection.books, key=lambda each: order.get(each.place.file, -1)):
        for record in book.evidence:
            column = record.form.find_kind(ColumnKind.RELATION)
            relation = str(record.values.get(column.id, "")) if column else ""
            if record.is_sound and relation in names:
                latest[record.unit, relation] = record
    for (unit, relation), record in latest.items():
        counted = find_share_column(record.form)
        if counted is not None and count_of(record, counted.not_above):
            signed, due = count_of(record, counted.id), count_of(record, counted.not_above)
            yield Part(PLEDGE_COVERAGE, unit, relation, signed, due, sources=(record,))


def measure_arrivals(collection: Collection) -> Iterator[Part]:
    """Yield what each unit handed in in time, of all that is logged or late; nothing else counts."""
    counted: dict[str, tuple[int, int]] = {}
    for each in collection.standings:
        if each.deadline is not None and (each.arrived is not None or each.state is ReturnState.LATE):
            on_time, due = counted.get(each.unit.id, (0, 0))
            counted[each.unit.id] = on_time + (each.arrived is not None and not each.late_days), due + 1
    for unit, (on_time, due) in counted.items():
        yield Part(ON_TIME_RATE, unit, "", on_time, due)
