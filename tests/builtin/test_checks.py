"""What the built-in checks find in a plan that is sound as it stands."""

import attrs
import pytest
from base_plan import PLAN

from antifraud_plan.builtin.checks import (
    find_empty_sections,
    find_loosened_cadences,
    find_missing_authorities,
    find_unassigned_tasks,
    find_unknown_units,
    find_unread_cadences,
)
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.outline import Section
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.school import Measure, SchoolFacts
from antifraud_plan.model.target import Target
from antifraud_plan.model.task import Party, Phase
from antifraud_plan.offers import Brief
from antifraud_plan.problems import Location, Severity

SCHOOL = Organisation("S", "示例小学", OrganisationKind.COUNTY_SCHOOL, parent="B")
TREE = OrganisationTree((Organisation("B", "示例县教育体育局", OrganisationKind.BUREAU), SCHOOL))
ROW = Location("单位名册.xlsx", sheet="工作措施", cell="B7")


def brief(plan: Plan = PLAN, *measures: Measure) -> Brief:
    return Brief(plan, TREE, plan.issue.date, facts={"S": SchoolFacts("S", measures=measures)})


def with_task(task_id: str, **changes: Cadence) -> Plan:
    tasks = tuple(attrs.evolve(task, **changes) if task.id == task_id else task for task in PLAN.tasks)
    return attrs.evolve(PLAN, tasks=tasks)


def with_cadence(task_id: str, phrase: str) -> Plan:
    tasks = tuple(
        attrs.evolve(task, cadence=Cadence.parse(phrase)) if task.id == task_id else task
        for task in PLAN.tasks
    )
    return attrs.evolve(PLAN, tasks=tasks)


def test_periodically_is_a_gap_until_the_county_says_how_often() -> None:
    assert [problem.code for problem in find_unread_cadences(brief())] == ["reading-missing"] * 2
    read = tuple(attrs.evolve(task, county_reading=Cadence.parse("每季度1次")) for task in PLAN.tasks)
    assert list(find_unread_cadences(brief(attrs.evolve(PLAN, tasks=read)))) == []


@pytest.mark.parametrize(
    ("phrase", "open_still"), [("定期巡查", True), ("定期巡查，每月至少1次", False), ("常态化", False)]
)
def test_periodically_is_a_gap_wherever_the_phrase_gives_no_number(phrase: str, open_still: bool) -> None:
    codes = [problem.code for problem in find_unread_cadences(brief(with_cadence("4.1.2", phrase)))]
    assert codes == ["reading-missing"] * (2 + open_still)


def test_the_remedy_for_a_base_plan_s_gap_is_what_to_write_in_plan_toml() -> None:
    problem = next(find_unread_cadences(brief()))
    assert 'id = "4.4.1"' in problem.remedy
    assert "plan.toml" in problem.remedy


def test_a_phrase_that_cannot_be_read_is_printed_and_noted() -> None:
    noted = find_unread_cadences(brief(with_cadence("4.1.2", "按安全教育123制度执行")))
    assert ("cadence-unread", Severity.NOTE) in [(problem.code, problem.severity) for problem in noted]


def test_accountability_without_its_document_is_a_gap() -> None:
    [problem] = find_missing_authorities(brief())
    assert (problem.code, problem.severity) == ("authority-missing", Severity.GAP)
    assert 'id = "5.3.2"' in problem.remedy


def test_a_school_may_tighten_but_not_loosen() -> None:
    tighter = Measure("4.1.2", "每周例会通报", "张示例", cadence=Cadence.parse("每周1次"))
    looser = Measure(
        "防范工作专题会议", "学期初开会", "张示例", cadence=Cadence.parse("每学期1次"), location=ROW
    )
    [problem] = find_loosened_cadences(brief(PLAN, tighter, looser))
    assert (problem.code, problem.severity, problem.location) == ("school-loosens", Severity.ERROR, ROW)
    assert "每学期1次" in problem.message
    assert "每月至少1次" in problem.message


def test_the_county_s_reading_of_periodically_binds_the_schools() -> None:
    monthly = with_task("4.4.1", county_reading=Cadence.parse("每月1次"))
    looser = Measure("4.4.1", "清理", "张示例", cadence=Cadence.parse("每季度1次"))
    assert [problem.code for problem in find_loosened_cadences(brief(monthly, looser))] == ["school-loosens"]


def test_a_measure_for_a_task_nobody_set_is_an_error_at_its_row() -> None:
    [problem] = find_loosened_cadences(brief(PLAN, Measure("防溺水", "巡查", "张示例", location=ROW)))
    assert (problem.code, problem.location) == ("unknown-task", ROW)


def test_a_target_that_cannot_be_read_is_printed_and_noted() -> None:
    vague = tuple(attrs.evolve(metric, target=Target.parse("大幅提升")) for metric in PLAN.metrics)
    found = list(find_unread_cadences(brief(attrs.evolve(PLAN, metrics=vague))))
    noted = [problem for problem in found if problem.code == "target-unread"]
    assert len(noted) == len(PLAN.metrics) > 0
    assert {problem.severity for problem in noted} == {Severity.NOTE}


def test_the_dates_of_a_phase_are_read_too() -> None:
    phase = Phase("opening", "动员阶段", Cadence.parse("按123制度执行"))
    found = list(find_unread_cadences(brief(attrs.evolve(PLAN, phases=(phase,)))))
    assert "cadence-unread" in [problem.code for problem in found]


def test_no_cadence_at_all_is_a_gap() -> None:
    found = list(find_unread_cadences(brief(with_cadence("4.1.2", ""))))
    assert ("cadence-missing", Severity.GAP) in [(each.code, each.severity) for each in found]


def with_party(*units: str) -> Plan:
    return attrs.evolve(PLAN, parties=(*PLAN.parties, Party("own", "点名单位", units=units)))


def test_a_unit_the_lists_lack_is_an_error_with_the_nearest_name() -> None:
    (problem,) = find_unknown_units(brief(with_party("S", "示例小学", "示列小学")))
    assert (problem.code, problem.severity) == ("unknown-unit", Severity.ERROR)
    assert "“示列小学”" in problem.message
    assert "“示例小学”" in problem.remedy


def test_a_school_that_works_alone_need_not_list_the_bureau_s_sections() -> None:
    alone = attrs.evolve(
        brief(with_party("德育科")), tree=OrganisationTree((attrs.evolve(SCHOOL, parent=None),))
    )
    assert list(find_unknown_units(alone)) == []


def test_a_duty_of_nobody_is_a_gap() -> None:
    assert list(find_unassigned_tasks(brief())) == []
    nobody = attrs.evolve(PLAN.tasks[0], responsible=(), lead=(), supporting=("schools",))
    led = attrs.evolve(PLAN.tasks[1], responsible=(), lead=("schools",))
    (problem,) = find_unassigned_tasks(brief(attrs.evolve(PLAN, tasks=(nobody, led))))
    assert (problem.code, problem.severity) == ("nobody-responsible", Severity.GAP)
    assert nobody.name in problem.message


def test_a_heading_with_nothing_under_it_is_a_gap() -> None:
    assert list(find_empty_sections(brief())) == []
    above, below = Section("9", "附则"), Section("9.1", "解释", under="9")
    (problem,) = find_empty_sections(brief(attrs.evolve(PLAN, sections=(*PLAN.sections, above, below))))
    assert (problem.code, problem.severity) == ("section-empty", Severity.GAP)
    assert "“解释”" in problem.message
