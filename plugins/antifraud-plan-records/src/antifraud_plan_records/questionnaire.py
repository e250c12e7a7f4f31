"""The awareness questionnaire (知晓情况问卷): an anonymous paper for each audience, and its key."""

from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import (
    Audience,
    Brief,
    DocumentKind,
    Item,
    Metric,
    Plan,
    Question,
    Scope,
    Survey,
    Variable,
)
from antifraud_plan_records.templates import read_source

_PAPER = "知晓情况问卷"
_KEY = "问卷答案和评分办法"
_LETTERS = "ABCDEF"  # a question has six options at most


@attrs.frozen
class PrintedOption:
    """An answer to choose, with its letter."""

    letter: str
    text: str


@attrs.frozen
class PrintedQuestion:
    """A question as the paper of one audience prints it, numbered from 1."""

    number: int
    text: str
    options: tuple[PrintedOption, ...]


@attrs.frozen
class MarkedPaper:
    """How the paper of one audience is marked.

    Attributes:
        name: the audience.
        questions: how many questions its paper has.
        needed: right answers from which somebody counts as aware.
        answers: number and letter of every right answer.
    """

    name: str
    questions: int
    needed: int
    answers: str


@attrs.frozen
class KeyRow:
    """A question in the key: who is asked, what is right, which place of the plan it tests."""

    text: str
    audiences: str
    letter: str
    answer: str
    reference: str


def count_needed(survey: Survey, questions: int) -> int:
    """Return the fewest right answers that reach the pass mark.

    >>> count_needed(Survey(pass_mark=80), 10), count_needed(Survey(pass_mark=85), 10)
    (8, 9)
    """
    return -(-survey.pass_mark * questions // 100)


def _papers(plan: Plan) -> dict[Audience, tuple[Question, ...]]:
    """Return the questions of each audience that is measured; an audience without any has no paper."""
    metric = _find_metric(plan)
    measured = metric.audiences if metric and metric.audiences else tuple(Audience)
    asked = {audience: plan.survey.questions_for(audience) for audience in measured}
    return {audience: questions for audience, questions in asked.items() if questions}


def _find_metric(plan: Plan) -> Metric | None:
    return next((metric for metric in plan.metrics if metric.id == plan.survey.metric), None)


def _paper_items(brief: Brief) -> Iterator[Item]:
    survey = brief.plan.survey
    for audience, questions in _papers(brief.plan).items():
        values = {
            "title": survey.title,
            "audience": audience.value,
            "class_label": "单位部门" if audience is Audience.STAFF else "年级班级",
            "opening": survey.opening,
            "questions": tuple(_print_question(*numbered) for numbered in enumerate(questions, 1)),
        }
        yield Item((_PAPER, f"{audience.value}卷"), f"{survey.title}（{audience.value}卷）", values)


def _print_question(number: int, question: Question) -> PrintedQuestion:
    options = zip(_LETTERS, question.options, strict=False)
    return PrintedQuestion(
        number, question.text, tuple(PrintedOption(letter, text) for letter, text in options)
    )


def _key_items(brief: Brief) -> Iterator[Item]:
    plan = brief.plan
    papers = _papers(plan)
    if not papers:
        return
    metric, form = _find_metric(plan), plan.find_form(plan.survey.metric)
    title = f"{plan.survey.title}答案和评分办法"
    values = {
        "title": title,
        "metric": metric.name if metric else "知晓率",
        "minimum_sample": plan.survey.minimum_sample,
        "pass_mark": plan.survey.pass_mark,
        "audiences": tuple(_mark_paper(plan.survey, *paper) for paper in papers.items()),
        "form_title": form.title if form else "",
        "figures": "、".join(f"“{column.heading}”" for column in form.asked) if form else "",
        "questions": tuple(_key_rows(plan, papers)),
    }
    yield Item((_KEY,), title, values)


def _mark_paper(survey: Survey, audience: Audience, questions: tuple[Question, ...]) -> MarkedPaper:
    answers = "　".join(f"{number}{_letter(question)}" for number, question in enumerate(questions, 1))
    return MarkedPaper(audience.value, len(questions), count_needed(survey, len(questions)), answers)


def _letter(question: Question) -> str:
    return _LETTERS[question.answer - 1]


def _key_rows(plan: Plan, papers: dict[Audience, tuple[Question, ...]]) -> Iterator[KeyRow]:
    for question in plan.survey.questions:
        asked = [audience.value for audience, questions in papers.items() if question in questions]
        if asked:
            yield KeyRow(
                question.text,
                "各卷" if len(asked) == len(papers) > 1 else "、".join(asked),
                _letter(question),
                question.options[question.answer - 1],
                plan.reference(question.clause),
            )


_OPTION = Variable(
    "options",
    "这道题的各个选项",
    "不告诉任何人",
    (Variable("letter", "选项字母", "A"), Variable("text", "选项内容", "不告诉任何人")),
    many=True,
)
QUESTIONNAIRE = DocumentKind(
    "questionnaire",
    title=_PAPER,
    scope=Scope.COUNTY,
    source=read_source("questionnaire"),
    items=_paper_items,
    variables=(
        Variable("title", "标题", "防范电信网络诈骗知识知晓情况问卷"),
        Variable("audience", "给谁做：学生、教职工、家长", "学生"),
        Variable("class_label", "可不填的一栏叫什么", "年级班级"),
        Variable("opening", "开头的说明，方案 [survey] 的 opening", "这份问卷不写姓名。"),
        Variable(
            "questions",
            "题目，逐题给出",
            "有人要手机上收到的验证码，应当怎么办？",
            (
                Variable("number", "题号", "1"),
                Variable("text", "题目", "有人要手机上收到的验证码，应当怎么办？"),
                _OPTION,
            ),
            many=True,
        ),
    ),
)
QUESTIONNAIRE_KEY = DocumentKind(
    "questionnaire-key",
    title=_KEY,
    scope=Scope.COUNTY,
    source=read_source("questionnaire-key"),
    items=_key_items,
    variables=(
        Variable("title", "标题", "防范电信网络诈骗知识知晓情况问卷答案和评分办法"),
        Variable("metric", "测的是哪项指标", "知晓率"),
        Variable("minimum_sample", "每校每类对象最少测几人", "30"),
        Variable("pass_mark", "合格线，百分之几", "80"),
        Variable(
            "audiences",
            "各类对象的问卷怎样评分",
            "学生",
            (
                Variable("name", "给谁做", "学生"),
                Variable("questions", "题数", "10"),
                Variable("needed", "答对几题为合格", "8"),
                Variable("answers", "各题正确答案", "1A　2B　3C"),
            ),
            many=True,
        ),
        Variable("form_title", "填入哪张上报表，没有的为空", "知晓情况测试"),
        Variable("figures", "填哪几栏", "“测试日期”、“参加人数”、“合格人数”"),
        Variable(
            "questions",
            "题目和答案，逐题给出",
            "有人要手机上收到的验证码，应当怎么办？",
            (
                Variable("text", "题目", "有人要手机上收到的验证码，应当怎么办？"),
                Variable("audiences", "哪些问卷有这道题", "各卷"),
                Variable("letter", "正确选项的字母", "A"),
                Variable("answer", "正确选项的内容", "不告诉任何人"),
                Variable("reference", "依据方案的哪一条", "四（三）"),
            ),
            many=True,
        ),
    ),
)
