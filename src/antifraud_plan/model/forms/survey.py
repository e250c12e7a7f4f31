"""The awareness instrument (知晓率测试): anonymous questions, the pass mark, the least sample."""

from collections.abc import Mapping

import attrs

from antifraud_plan.model.names import check_each_name, check_line, check_name
from antifraud_plan.model.terms import Audience


def _check_answer(instance: "Question", _: object, value: int) -> None:
    if not 1 <= value <= len(instance.options):
        raise ValueError(f"“answer”应为 1 到 {len(instance.options)} 的整数，是 options 里的第几项")


@attrs.frozen
class Question:
    """One question (题目) with a single right answer.

    Attributes:
        id: stable id.
        text: as printed.
        options: 选项, 2 to 6.
        answer: which option is right, counted from 1.
        audiences: who is asked; everybody if empty.
        clause: id of the clause it tests.
    """

    id: str = attrs.field(validator=check_name)
    text: str = attrs.field(validator=check_name)
    options: tuple[str, ...] = attrs.field(
        validator=[check_each_name, attrs.validators.min_len(2), attrs.validators.max_len(6)]
    )
    answer: int = attrs.field(validator=_check_answer)
    audiences: tuple[Audience, ...] = ()
    clause: str = attrs.field(default="4.3.2", validator=check_name)


@attrs.frozen
class Survey:
    """How awareness is measured (知晓率, clause 2.2), so that it is not merely asserted.

    Attributes:
        title: printed title of the questionnaire.
        pass_mark: right answers out of a hundred from which a person counts as aware (合格线), 1 to 100.
        minimum_sample: fewest people asked, of each audience in a school, for the share to say anything.
        metric: id of the metric it measures.
        questions: 题目.
        opening: a line to those who are asked: anonymous, no names.
        readings: what is our reading and not the source's: field → why.
    """

    title: str = attrs.field(default="防范电信网络诈骗知识知晓情况问卷", validator=check_name)
    pass_mark: int = attrs.field(default=80, validator=[attrs.validators.ge(1), attrs.validators.le(100)])
    minimum_sample: int = attrs.field(default=30, validator=attrs.validators.ge(1))
    metric: str = "awareness-rate"
    questions: tuple[Question, ...] = attrs.field(default=(), metadata={"toml": "question"})
    opening: str = attrs.field(default="", validator=check_line)
    readings: Mapping[str, str] = attrs.Factory(dict)

    def questions_for(self, audience: Audience) -> tuple[Question, ...]:
        """Return what this audience is asked."""
        return tuple(each for each in self.questions if not each.audiences or audience in each.audiences)
