"""What is due, from whom and judged how: parties, tasks, metrics, submissions, consequences."""

from collections.abc import Mapping
from datetime import date

import attrs

from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.names import check_each_name, check_line, check_name
from antifraud_plan.model.organisation import Organisation, OrganisationKind
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.target import Target
from antifraud_plan.model.terms import Audience, SchoolLevel


@attrs.frozen
class Party:
    """Who a duty can fall on, named once and used by id.

    A party is a set of organisation kinds, narrowed by school level or to named units; one with
    neither kinds nor units is outside the education system, such as the police.

    Attributes:
        id: name used by tasks.
        name: as printed (各学校、县直学校…).
        kinds: organisation kinds that belong to it.
        levels: if given, only units that teach one of these levels.
        units: ids or full names of single units.

    >>> school = Organisation("S", "示例小学", OrganisationKind.SCHOOL, parent="B")
    >>> Party("schools", "各学校", kinds=(OrganisationKind.SCHOOL,)).includes(school)
    True
    """

    id: str = attrs.field(validator=check_name)
    name: str = attrs.field(validator=check_name)
    kinds: tuple[OrganisationKind, ...] = ()
    levels: tuple[SchoolLevel, ...] = ()
    units: tuple[str, ...] = ()

    def includes(self, organisation: Organisation) -> bool:
        """Tell whether a duty of this party falls on *organisation*."""
        if organisation.id in self.units or organisation.name in self.units:
            return True
        if organisation.kind not in self.kinds:
            return False
        return not self.levels or bool(organisation.levels.intersection(self.levels))


@attrs.frozen
class Task:
    """One duty (工作任务).

    Attributes:
        id: stable id; in the base plan the clause it comes from.
        name: short name for tables, such as 防范工作专题会议.
        cadence: when and how often, as the plan's own phrase.
        clause: id of the clause it hangs on; its own id if not given.
        responsible: ids of the parties that do it (责任单位).
        lead: ids of parties that lead (牵头单位).
        supporting: ids of parties that support (配合单位).
        reporting: ids of parties that report on it (报送单位); may differ from those who do it.
        accountable: ids of parties held to account (问责单位).
        audiences: whom it is for (学生、教职工、家长).
        evidence: papers that prove it (佐证材料).
        known_by: words, besides its name, by which a school's own plan is seen to speak of it.
        county_reading: what an indefinite cadence (定期) means here; ``None`` until a county says.
        effective_from: first day it counts; ``None`` for the plan's first day.
        phase: id of the phase it belongs to, if any.
        theme: heading to group by, if the plan is keyed by theme.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    name: str = attrs.field(validator=check_name)
    cadence: Cadence
    clause: str = attrs.field(default=attrs.Factory(lambda self: self.id, takes_self=True))
    responsible: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    accountable: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    evidence: tuple[str, ...] = attrs.field(default=(), validator=check_each_name)
    known_by: tuple[str, ...] = attrs.field(default=(), validator=check_each_name)
    county_reading: Cadence | None = None
    effective_from: date | None = None
    phase: str | None = None
    theme: str = attrs.field(default="", validator=check_line)
    readings: Mapping[str, str] = attrs.Factory(dict)

    @property
    def counted_cadence(self) -> Cadence:
        """The cadence that can be counted: the county's reading where there is one."""
        return self.county_reading or self.cadence


@attrs.frozen
class Metric:
    """A share, rate or count that a plan is judged by (指标).

    Attributes:
        id: stable id, such as ``awareness-rate``.
        name: printed name, such as 知晓率.
        clause: id of the clause that sets it.
        target: what is to be reached, as the plan's own phrase.
        numerator: what is counted (分子), in words.
        denominator: what it is divided by (分母), in words; empty for a plain count.
        responsible: ids of the parties judged by it.
        audiences: measured apart for each of these.
        evidence: papers that prove it.
        ranked: whether the appraisal table may look at it; what depends on people's telephones may not.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    name: str = attrs.field(validator=check_name)
    clause: str
    target: Target
    numerator: str = ""
    denominator: str = ""
    responsible: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    evidence: tuple[str, ...] = attrs.field(default=(), validator=check_each_name)
    ranked: bool = True
    readings: Mapping[str, str] = attrs.Factory(dict)


@attrs.frozen
class Phase:
    """A stage of a campaign (工作阶段).

    Attributes:
        id: stable id.
        name: such as 动员部署阶段.
        window: its dates as a phrase, read against the plan's year, such as 3月1日至3月31日.
        clause: id of the clause that describes it, if any.
    """

    id: str = attrs.field(validator=check_name)
    name: str = attrs.field(validator=check_name)
    window: Cadence
    clause: str | None = None


@attrs.frozen
class Submission:
    """Something that is handed in (报送要求).

    Attributes:
        id: stable id; in the base plan the clause it comes from.
        name: what is handed in.
        reporting: ids of the parties that hand it in.
        receiver: to whom.
        deadline: by when, as the plan's own phrase.
        clause: id of the clause that asks for it; its own id if not given.
        papers: what belongs to it.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    name: str = attrs.field(validator=check_name)
    reporting: tuple[str, ...]
    deadline: Cadence
    receiver: Prose = attrs.Factory(Prose)
    clause: str = attrs.field(default=attrs.Factory(lambda self: self.id, takes_self=True))
    papers: tuple[str, ...] = attrs.field(default=(), validator=check_each_name)
    readings: Mapping[str, str] = attrs.Factory(dict)


@attrs.frozen
class Consequence:
    """What follows from falling short (追责与考评).

    Attributes:
        id: stable id; in the base plan the clause it comes from.
        trigger: what brings it about, in words.
        measures: what is then done, such as 全县通报.
        responsible: ids of the parties that do it.
        clause: id of the clause that states it; its own id if not given.
        authority: the document it rests on; ``None`` if none is needed, empty while a county still owes it.
        evidence: papers that come of it.
        readings: what is our reading and not the source's: field → why.
    """

    id: str = attrs.field(validator=check_name)
    trigger: str = attrs.field(validator=check_name)
    measures: tuple[str, ...] = attrs.field(validator=check_each_name)
    responsible: tuple[str, ...] = ()
    clause: str = attrs.field(default=attrs.Factory(lambda self: self.id, takes_self=True))
    authority: str | None = None
    evidence: tuple[str, ...] = attrs.field(default=(), validator=check_each_name)
    readings: Mapping[str, str] = attrs.Factory(dict)


@attrs.frozen
class LegalBasis:
    """A law or rule the plan rests on, with the day it came into force (法律依据).

    Attributes:
        id: stable id.
        title: its name without 《》.
        in_force: first day in force.
        articles: what it says that concerns the plan: article → gist.
    """

    id: str = attrs.field(validator=check_name)
    title: str = attrs.field(validator=check_name)
    in_force: date
    articles: Mapping[str, str] = attrs.Factory(dict)
