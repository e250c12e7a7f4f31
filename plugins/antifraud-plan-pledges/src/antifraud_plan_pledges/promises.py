"""Promises as templates print them: numbered, in the words of who signs, with the place in the plan."""

from collections.abc import Iterable
from itertools import groupby

import attrs

from antifraud_plan.plugin import Plan, Variable, Voice, chinese_number


@attrs.frozen
class PrintedPromise:
    """A numbered line of a pledge.

    Attributes:
        number: from 1.
        text: what is promised, without its number.
        reference: place in the plan, such as 四（三）.
        clause: id of the clause it carries out; hidden data, our templates do not print it.
    """

    number: int
    text: str
    reference: str
    clause: str


_FIELDS = (
    Variable("number", "序号；后面加 | cn_number 打印成一、二、三", "1"),
    Variable("text", "承诺的内容，不带序号", "不打开陌生链接，不向可疑账户汇款。"),
    Variable("reference", "依据方案的哪一条", "四（三）"),
    Variable("clause", "条款编号，只供核对，一般不印", "4.3.2"),
)
PROMISES = Variable("promises", "承诺事项，逐条给出", "承诺事项", _FIELDS, many=True)
REFERENCES = Variable(
    "references", "哪几条承诺依据方案的哪一条，连着的合起来写", "一、二　四（二）；三至六　四（三）"
)


def print_promises(plan: Plan, voice: Voice) -> tuple[PrintedPromise, ...]:
    """Return what *voice* promises, in the plan's order, every slot filled."""
    spoken = [promise for promise in plan.promises if promise.wording(voice)]
    return tuple(
        PrintedPromise(
            number,
            plan.fill(promise.wording(voice)),
            plan.reference(promise.clause),
            promise.clause,
        )
        for number, promise in enumerate(spoken, 1)
    )


def print_references(promises: Iterable[PrintedPromise]) -> str:
    """Return the places in the plan of all *promises* in one line, neighbours of one place together.

    >>> places = ("四（二）", "四（二）", "四（三）", "四（三）", "四（三）", "五（二）")
    >>> print_references(PrintedPromise(n, "", place, "") for n, place in enumerate(places, 1))
    '一、二　四（二）；三至五　四（三）；六　五（二）'
    """
    groups = groupby(promises, lambda promise: promise.reference)
    return "；".join(
        f"{_print_numbers([promise.number for promise in group])}　{reference}" for reference, group in groups
    )


def _print_numbers(numbers: list[int]) -> str:
    first, last = chinese_number(numbers[0]), chinese_number(numbers[-1])
    match len(numbers):
        case 1:
            return first
        case 2:
            return f"{first}、{last}"
        case _:
            return f"{first}至{last}"
