"""Promises as templates print them: numbered, in the words of who signs, with the place in the plan."""

import attrs

from antifraud_plan.plugin import Plan, Variable, Voice


@attrs.frozen
class PrintedPromise:
    """A numbered line of a pledge.

    Attributes:
        number: from 1.
        text: what is promised, without its number and stop.
        reference: place in the plan, such as 四（三）.
        clause: id of the clause it carries out; hidden data, our templates do not print it.
    """

    number: int
    text: str
    reference: str
    clause: str


_FIELDS = (
    Variable("number", "序号；打印成一、二、三写 {{ promise.number | cn_number }}", "1"),
    Variable("text", "承诺的内容，不带序号和句号", "不打开陌生链接，不向可疑账户汇款"),
    Variable("reference", "依据方案的哪一条", "四（三）"),
    Variable("clause", "条款编号，只供核对，一般不印", "4.3.2"),
)
PROMISES = Variable("promises", "承诺事项，逐条给出", "承诺事项", _FIELDS, many=True)


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
