"""What a school itself has to say for its own plan (clause 5.1): gaps, measures, dates, people."""

from datetime import date

import attrs

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.problems import Location


@attrs.frozen
class Measure:
    """One measure a school takes for a task of the county plan (工作措施).

    Attributes:
        task: id or name of the county's task, as written.
        text: what the school does, in its own words.
        responsible_person: 责任人, by name.
        start: first day, if the school dates it.
        finish: last day (完成时限).
        cadence: the school's own frequency; may be tighter than the county's, never looser.
        location: the row it was read from; ``None`` if built in code. Two equal measures may differ in it.
    """

    task: str
    text: str = ""
    responsible_person: str = ""
    start: date | None = None
    finish: date | None = None
    cadence: Cadence | None = None
    location: Location | None = attrs.field(default=None, eq=False)


@attrs.frozen
class SchoolFacts:
    """A school's own facts for its plan; everything else is the county's.

    Attributes:
        school: organisation id.
        shortcomings: 存在问题 found by analysing past cases (clause 4.1.1), each a sentence.
        measures: own measures, any number a task.
    """

    school: str
    shortcomings: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
