"""The questionnaire: each audience its own questions, nobody's name, and a key that is right."""

from collections import Counter
from fractions import Fraction

import attrs
import pytest
from antifraud_plan_records.questionnaire import count_needed
from hypothesis import given
from hypothesis import strategies as st
from record_briefs import PAPERS, REGISTRY, item_of, items_of, markdown

from antifraud_plan.offers import Brief
from antifraud_plan.plugin import Audience, Question, Survey
from antifraud_plan.testing import load_county

every_audience = pytest.mark.parametrize("audience", Audience, ids=lambda audience: audience.name)
TWO_QUESTIONS = """
[survey]
title = "禁毒知识知晓情况问卷"
pass_mark = 60
minimum_sample = 50

[[survey.question]]
id = "own"
text = "发现可疑的人，应当怎么办？"
options = ["报警", "不管"]
answer = 1
audiences = ["学生"]
"""


@every_audience
def test_everybody_is_asked_ten_questions(demo: Brief, audience: Audience) -> None:
    assert len(demo.plan.survey.questions_for(audience)) == 10


@every_audience
def test_right_answers_are_spread_over_the_options(demo: Brief, audience: Audience) -> None:
    """Who always ticks the same letter, or the letters in turn from any one, does not pass."""
    questions = demo.plan.survey.questions_for(audience)
    assert {len(question.options) for question in questions} == {3}
    counted = Counter(question.answer for question in questions)
    assert set(counted) == {1, 2, 3}
    assert max(counted.values()) - min(counted.values()) <= 1


@every_audience
def test_the_right_answer_is_not_always_the_longest(demo: Brief, audience: Audience) -> None:
    questions = demo.plan.survey.questions_for(audience)
    longest = [
        question
        for question in questions
        if len(question.options[question.answer - 1]) == max(map(len, question.options))
    ]
    assert len(longest) < count_needed(demo.plan.survey, len(questions))


def test_every_question_tests_a_clause_that_the_plan_has(demo: Brief) -> None:
    for question in demo.plan.survey.questions:
        assert demo.plan.reference(question.clause)


def test_questions_are_short_and_said_once(demo: Brief) -> None:
    questions = demo.plan.survey.questions
    assert max(len(question.text) for question in questions) <= 42
    for audience in Audience:
        texts = [question.text for question in demo.plan.survey.questions_for(audience)]
        assert len(texts) == len(set(texts))
        assert all(len(set(question.options)) == len(question.options) for question in questions)


@pytest.mark.parametrize(
    "name", [name for name in PAPERS if name.startswith("questionnaire-") and "key" not in name]
)
def test_a_paper_asks_nobodys_name_and_does_not_tell_the_answers(demo: Brief, name: str) -> None:
    text = markdown("questionnaire", item_of(name, demo))
    assert "姓名：" not in text
    assert "不写姓名" in text
    assert "（可不填）" in text
    assert "正确答案" not in text.replace("只有一个正确答案", "")


def test_the_key_names_the_right_letters_in_the_order_of_each_paper(demo: Brief) -> None:
    [item] = items_of("questionnaire-key", demo)
    papers = item.values["audiences"]
    assert isinstance(papers, tuple)
    for paper in papers:
        questions = demo.plan.survey.questions_for(Audience(paper.name))
        expected = [f"{place + 1}{'ABC'[each.answer - 1]}" for place, each in enumerate(questions)]
        assert paper.answers.split("　") == expected


def test_the_key_tells_the_mark_the_sample_and_the_sheet_of_the_return(demo: Brief) -> None:
    text = markdown("questionnaire-key", item_of("questionnaire-key", demo))
    assert "至少测30人" in text
    assert "（含80%）" in text
    assert "学生卷10题，答对8题；教职工卷10题，答对8题；家长卷10题，答对8题。" in text
    assert "“测试日期”、“参加人数”、“合格人数”填入上报表“知晓情况测试”" in text


def test_a_county_sets_its_own_mark_sample_and_questions() -> None:
    brief = load_county(REGISTRY, "county-education", tables=TWO_QUESTIONS)
    assert len(brief.plan.survey.questions_for(Audience.STUDENTS)) == 11
    [item] = items_of("questionnaire-key", brief)
    assert item.values["title"] == "禁毒知识知晓情况问卷答案和评分办法"
    papers = item.values["audiences"]
    assert isinstance(papers, tuple)
    assert [(paper.questions, paper.needed) for paper in papers] == [(11, 7), (10, 6), (10, 6)]
    assert "至少测50人" in markdown("questionnaire-key", item)


def test_who_is_not_measured_has_no_paper(demo: Brief) -> None:
    metrics = tuple(attrs.evolve(each, audiences=(Audience.STAFF,)) for each in demo.plan.metrics)
    brief = attrs.evolve(demo, plan=attrs.evolve(demo.plan, metrics=metrics))
    assert [item.path for item in items_of("questionnaire", brief)] == [("知晓情况问卷", "教职工卷")]


def test_without_questions_there_is_neither_paper_nor_key(demo: Brief) -> None:
    brief = attrs.evolve(demo, plan=attrs.evolve(demo.plan, survey=Survey()))
    assert items_of("questionnaire", brief) == items_of("questionnaire-key", brief) == []


def test_without_a_form_for_the_metric_the_key_names_none(demo: Brief) -> None:
    brief = attrs.evolve(demo, plan=attrs.evolve(demo.plan, forms=()))
    assert "上报表" not in markdown("questionnaire-key", item_of("questionnaire-key", brief))


def test_a_question_of_six_options_has_six_letters(demo: Brief) -> None:
    question = Question("six", "哪一个？", ("一", "二", "三", "四", "五", "六"), 6)
    survey = attrs.evolve(demo.plan.survey, questions=(question,))
    brief = attrs.evolve(demo, plan=attrs.evolve(demo.plan, survey=survey))
    assert "□ F．六" in markdown("questionnaire", items_of("questionnaire", brief)[0])
    assert "1F" in markdown("questionnaire-key", item_of("questionnaire-key", brief))


@given(st.integers(1, 100), st.integers(1, 60))
def test_the_fewest_right_answers_just_reach_the_mark(mark: int, questions: int) -> None:
    needed = count_needed(Survey(pass_mark=mark), questions)
    reached = [right for right in range(questions + 1) if Fraction(right, questions) >= Fraction(mark, 100)]
    assert needed == reached[0]
