"""What does not hang together is told beside what cannot be read, and nothing that only follows from it."""

from collections.abc import Callable

import pytest
from plan_reading import COUNTY, codes_at, read

NOWHERE = '[[task]]\nid = "9.1"\nname = "巡查"\ncadence = "每月1次"\nresponsible = ["schools"]\n'
"""A task on clause 9.1, which nobody has written."""


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("year = 2023", 'year = "2023"'),
        lambda text: text.replace("year = 2023\n", ""),
        lambda text: text.replace('county = "某县"', "county = 3"),
        lambda text: text.replace("[names]", "serial = 0\n[names]"),
        lambda text: text.replace("year = 2023", "year = 2023\nyaer = 2023"),
        lambda text: text + '[[task]]\nid = "4.1.2"\nevidence = "记录"\n',
        lambda text: text + '[[task]]\nid = "4.1.2"\ncadence = 每月1次\n',
        lambda text: text + '[[phase]]\nid = "p"\n',
        lambda text: text + '[[clause]]\nid = "4.1.2"\ntext = "{cadence"\n',
        lambda text: text + "[terms]\ncentral_schools = 3\n",
        lambda text: text + '[[calendar.holiday]]\nname = "清明"\nfirst = 2023-04-05\nlast = 2023-04-04\n',
    ],
)
def test_both_mistakes_are_told_at_once_and_no_third(spoil: Callable[[str], str]) -> None:
    alone = codes_at(read(spoil(COUNTY)))
    assert len(alone) == 1
    hanging = codes_at(read(COUNTY + NOWHERE))
    assert [code for code, _ in hanging] == ["dangling-reference"]
    both = [code for code, _ in codes_at(read(spoil(COUNTY + NOWHERE)))]
    assert sorted(both) == sorted([alone[0][0], "dangling-reference"])


def test_what_refers_to_an_entry_that_cannot_be_read_is_let_be() -> None:
    misspelt = '[[clauses]]\nid = "9.1"\nsection = "4.1"\ntext = "巡查{cadence 9.1}。"\n'
    assert [code for code, _ in codes_at(read(COUNTY + NOWHERE + misspelt))] == ["unknown-key"]
    wrong_type = '[[clause]]\nid = "9.1"\nsection = "4.1"\ntext = 3\n'
    assert [code for code, _ in codes_at(read(COUNTY + NOWHERE + wrong_type))] == ["wrong-type"]


def test_a_date_is_not_held_against_a_year_that_cannot_be_read() -> None:
    late = '[[task]]\nid = "4.1.2"\neffective_from = 2024-03-01\n'
    assert [code for code, _ in codes_at(read(COUNTY + late))] == ["date-outside-plan"]
    unread = (COUNTY + late).replace("year = 2023", 'year = "2023"')
    assert [code for code, _ in codes_at(read(unread))] == ["wrong-type"]


def removing(key: str, removed_id: str) -> str:
    return f'[[{key}]]\nid = "{removed_id}"\nremove = true\n'


@pytest.mark.parametrize(
    ("key", "removed_id", "told"),
    [
        ("section", "4.3", ["删去了章节“4.3”", "条款“4.3.1”", "条款“4.3.2”", "条款“4.3.3”"]),
        ("clause", "4.1.2", ["删去了条款“4.1.2”", "任务“4.1.2”"]),
        ("clause", "5.4.1", ["删去了条款“5.4.1”", "报送事项“5.4.1”"]),
        ("task", "4.1.2", ["删去了任务“4.1.2”", "条款“4.1.2”"]),
        ("metric", "awareness-rate", ["删去了指标“awareness-rate”"]),
        ("party", "schools", ["删去了责任主体“schools”", "任务“4.1.1”"]),
    ],
)
def test_what_was_removed_and_is_still_used_is_told_where_it_was_removed(
    key: str, removed_id: str, told: list[str]
) -> None:
    problems = [
        each for each in read(COUNTY + removing(key, removed_id)).problems if each.code[:5] != "duty-"
    ]
    assert {str(each.location) for each in problems} == {"plan.toml:15:1"}
    assert {each.code for each in problems} == {"removed-in-use"}
    (problem,) = problems
    assert all(words in problem.message for words in told), problem.message
    assert "是否想写" not in problem.remedy


def test_a_section_removed_with_all_that_hangs_on_it_is_gone() -> None:
    tasks = [(key, entry_id) for key in ("clause", "task") for entry_id in ("4.4.1", "4.4.2")]
    whole = ("section", "4.4"), *tasks, ("promise", "abnormal-cards"), ("promise", "clues")
    text = COUNTY + "".join(removing(*each) for each in whole)
    assert read(text).plan is not None
