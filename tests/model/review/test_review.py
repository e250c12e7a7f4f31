"""A school's plan held against the county's, as an official would mark it up."""

import pytest
from filed_plans import CARDS, CLASSES, DAILY, LIAISON, MEETING, OUTLINE, TRAINING, filed, remarks
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.model.review.filed import FiledLine, FiledPlan
from antifraud_plan.model.review.judging import review_plan
from antifraud_plan.model.review.remark import Remark, RemarkKind, Review, Verdict

SOUND = """
一、组织领导
成立领导小组。
二、工作措施
防范工作专题会议。每月1次，责任人：王演示。
教师培训每季度2次，由教务处李示例负责。
主题班会每学期每班至少2次，责任人：各班班主任。
三、其他
注意个人信息保护，责任人：张样本。
"""
ALL = (MEETING, TRAINING, CLASSES, DAILY)


def test_a_plan_that_says_all_is_suggested_to_pass() -> None:
    review = review_plan(filed(SOUND), ALL, OUTLINE)

    assert review == Review((), asked=4, found=4)
    assert review.verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("防范工作专题会议。每月1次，责任人：王演示。", "防范工作专题会议"),
        ("教师培训每季度2次，由教务处李示例负责。", "教职工集中培训"),
        ("主题班会每学期每班至少2次，责任人：各班班主任。", "主题班会"),
        ("注意个人信息保护，责任人：张样本。", "个人信息保护"),
    ],
)
def test_a_task_left_out_is_named(line: str, name: str) -> None:
    assert remarks(SOUND.replace(line, ""), *ALL) == [f"task-missing {name}"]


def test_a_plan_with_faults_is_to_be_filed_again() -> None:
    assert review_plan(filed("我校高度重视。"), [CLASSES], OUTLINE).verdict is Verdict.MEND


def test_the_title_of_a_section_with_one_task_names_it() -> None:
    assert remarks("（四）强化源头治理\n每季度清理1次，责任人：王演示。", CARDS) == []


def test_the_title_of_a_section_with_several_tasks_names_none() -> None:
    text = "（二）深化宣传教育\n每学期至少2次，责任人：王演示。"

    assert remarks(text, TRAINING, CLASSES) == ["task-missing 教职工集中培训", "task-missing 主题班会"]


def test_papers_that_are_kept_do_not_stand_for_the_task() -> None:
    text = "案例教育每月1次，责任人：王演示；留存材料：主题班会记录。"

    assert remarks(text, CLASSES) == ["task-missing 主题班会"]


def test_a_word_within_a_longer_one_is_no_word_of_its_own() -> None:
    text = "防范工作专题会议通报每月1次，责任人：王演示。"

    assert remarks(text, MEETING, LIAISON)[0] == "task-missing 警校信息会商"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("每季度召开1次", ["cadence-looser 防范工作专题会议 每季度召开1次 第1段"]),
        ("每学期召开一次专题会", ["cadence-looser 防范工作专题会议 每学期召开一次专题会 第1段"]),
        ("定期召开", ["cadence-looser 防范工作专题会议 定期召开 第1段"]),
        ("每周召开1次", []),
        ("每月召开２次", []),
        ("每 月 召 开 一 次", []),
        ("每季度1次（《方案》要求每月至少1次）", ["cadence-looser 防范工作专题会议 每季度1次 第1段"]),
        ("会后及时整理记录", ["cadence-unstated 防范工作专题会议"]),
        ("及时整理记录", ["cadence-unstated 防范工作专题会议"]),
        ("每月对学生1次", []),
        ("每月每班1次", ["cadence-unjudged 防范工作专题会议 每月每班1次 第1段"]),
    ],
)
def test_a_frequency_is_judged_against_the_countys(written: str, found: list[str]) -> None:
    assert remarks(f"召开专题会议，{written}。责任人：王演示。", MEETING) == found


def test_the_tightest_of_several_frequencies_counts() -> None:
    text = "专题会议每季度1次。责任人：王演示。\n专题会议还要每月1次。"

    assert remarks(text, MEETING) == []


def test_a_frequency_belongs_to_the_task_it_stands_with() -> None:
    text = "每月召开专题会议1次，教师培训每年1次。责任人：王演示。"
    other = "教师培训每年1次，专题会议每月1次。责任人：王演示。"

    assert "cadence-looser 教职工集中培训 每年1次 第1段" in remarks(text, MEETING, TRAINING)
    assert "cadence-looser 教职工集中培训 每年1次 第1段" in remarks(other, MEETING, TRAINING)


def test_the_countys_reading_of_an_indefinite_frequency_is_what_counts() -> None:
    assert remarks("异常卡清理：定期（每季度1次），责任人：王演示。", CARDS) == []
    assert remarks("异常卡清理：定期开展，责任人：王演示。", CARDS) == [
        "cadence-looser 异常卡清理 :定期开展 第1段"
    ]


def test_of_a_task_without_a_number_no_frequency_is_looked_for() -> None:
    assert remarks("个人信息保护由王演示负责。", DAILY) == []


@pytest.mark.parametrize("blank", ["", "待填", "____", "——", "[待填]", "/", "……"])
def test_a_person_left_blank_is_a_fault(blank: str) -> None:
    assert remarks(f"专题会议每月1次；责任人：{blank}；时间：全年。", MEETING) == [
        "person-missing 防范工作专题会议 第1段"
    ]


def test_nobody_named_at_all_is_a_fault() -> None:
    assert remarks("专题会议每月1次。", MEETING) == ["person-missing 防范工作专题会议"]


TABLE = """
任务 | 频次 | 责任人
专题会议 | 每月1次 | 王演示
教职工集中培训 | 每年1次 |
主题班会 | 每学期每班2次 | 待定
"""


def test_rows_of_a_table_are_judged_each_on_its_own() -> None:
    assert remarks(TABLE, MEETING, TRAINING, CLASSES) == [
        "cadence-looser 教职工集中培训 每年1次 第1个表第3行",
        "person-missing 教职工集中培训 第1个表第3行",
        "person-missing 主题班会 第1个表第4行",
    ]


def test_a_row_without_a_task_goes_on_with_the_one_above() -> None:
    text = "任务 | 措施 | 责任人\n专题会议 | 每月1次 | 王演示\n | 会后整理记录 |"

    assert remarks(text, MEETING) == ["person-missing 防范工作专题会议 第1个表第3行"]


def test_pictures_of_pages_are_not_judged() -> None:
    review = review_plan(FiledPlan((FiledLine("第1段", ("方案",)),), pictures=4), ALL, OUTLINE)

    assert review.remarks == (Remark(RemarkKind.SCANNED),)
    assert review.verdict is Verdict.UNJUDGED


def test_doubts_alone_leave_a_plan_to_pass() -> None:
    review = review_plan(filed("专题会议由王演示负责。"), [MEETING], OUTLINE)

    assert [doubt.kind for doubt in review.doubts] == [RemarkKind.CADENCE_UNSTATED]
    assert review.verdict is Verdict.PASS


LINES = [line for line in SOUND.splitlines() if line]


@given(
    st.lists(st.sampled_from([*LINES, "主题班会照常", "|责任人|", "责任人：", "", "每年1次"]), max_size=12)
)
def test_every_task_is_missing_or_spoken_of_and_never_both(lines: list[str]) -> None:
    text = "\n".join(lines)
    review = review_plan(filed(text), ALL, OUTLINE)
    missing = {each.task.id for each in review.remarks if each.kind is RemarkKind.TASK_MISSING and each.task}

    assert missing == {
        task.id for task in ALL if not any(word in text for word in (task.name, *task.known_by))
    }
    assert review.found == len(ALL) - len(missing)


def test_a_paragraph_led_in_by_a_bare_name_is_that_tasks_to_its_end() -> None:
    text = """
        1.主题班会。专题会议后进行；频次：每学期每班2次；责任人：王演示。
        2.专题会议。每月1次，责任人：王演示。
    """

    assert remarks(text, MEETING, CLASSES) == []


def test_what_a_school_finds_wanting_does_not_stand_for_what_it_does() -> None:
    text = "二、存在问题\n主题班会每学期每班2次没有开足。\n三、措施\n专题会议每月1次，责任人：王演示。"

    assert remarks(text, MEETING, CLASSES) == ["task-missing 主题班会"]


@pytest.mark.parametrize("text", ["（四）强化源头治理", "1.主题班会。", "主题班会"])
def test_a_heading_with_nothing_under_it_is_no_measure(text: str) -> None:
    assert [line.split()[0] for line in remarks(text, CLASSES, CARDS)] == ["task-missing", "task-missing"]
