"""How much a tag may make: what no paper needs is refused before it fills the memory."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from jinja2 import Environment, nodes, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.filters import do_round, make_attrgetter
from jinja2.visitor import NodeTransformer

from antifraud_plan.word.jinja.printing import print_value

_LARGEST_VALUE = 100_000  # characters of a text, entries of a list, bits of a number
_LARGEST_PART = 64_000_000  # characters
_MOST_DIGITS = 20


def require_modest(size: int) -> None:
    """Refuse a value of *size* characters, entries or bits.

    Raises:
        SecurityError: it is larger than any paper needs.
    """
    if size > _LARGEST_VALUE:
        raise SecurityError("算出来的文字、列表或数太大")


def require_modest_product(left: object, right: object) -> None:
    """Refuse ``left * right`` before it is made; see `require_modest`."""
    match left, right:
        case (str() | list() | tuple(), int(times)):
            require_modest(len(left) * times)
        case (int(times), str() | list() | tuple()):
            require_modest(len(right) * times)
        case _:
            require_modest(_size(left) + _size(right))


def require_modest_sum(left: object, right: object) -> None:
    """Refuse ``left + right`` before it is made; see `require_modest`."""
    require_modest(_size(left) + _size(right))


def collect_modest(written: Iterable[str]) -> list[str]:
    """List what a whole part prints.

    Raises:
        SecurityError: a loop prints without end.
    """
    texts: list[str] = []
    size = 0
    for text in written:
        size += len(text)
        if size > _LARGEST_PART:
            raise SecurityError("印出来的内容太长")
        texts.append(text)
    return texts


class Concatenations(NodeTransformer):
    """Makes ``甲 ~ 乙`` a join, so that it prints and is bounded as one."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - Jinja's naming
        """Replace one concatenation and those within it."""
        self.generic_visit(node)
        entries = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(entries, "join", [], [], None, None, lineno=node.lineno)


def _size(value: object) -> int:
    match value:
        case str() | list() | tuple():
            return len(value)
        case int():
            return value.bit_length()
        case _:
            return 0


@pass_environment
def _join(
    environment: Environment, values: Iterable[object], d: object = "", attribute: str | None = None
) -> str:
    separator = print_value(d)
    texts: list[str] = []
    size = 0
    for value in _pick(environment, values, attribute):
        texts.append(print_value(value))
        size += len(texts[-1]) + len(separator)
        require_modest(size)
    return separator.join(texts)


@pass_environment
def _sum(
    environment: Environment, values: Iterable[object], attribute: str | None = None, start: object = 0
) -> object:
    total: object = start
    for value in _pick(environment, values, attribute):
        require_modest_sum(total, value)
        total += value  # type: ignore[operator] # what cannot be added is the template's mistake
    return total


def _pick(environment: Environment, values: Iterable[object], attribute: str | None) -> Iterable[object]:
    return values if attribute is None else map(make_attrgetter(environment, attribute), values)


def _replace(s: object, old: object, new: object, count: int = -1) -> str:
    text, before, after = map(print_value, (s, old, new))
    require_modest(len(text) + text.count(before) * len(after))
    return text.replace(before, after, count)


def _round(value: float, precision: int = 0, method: str = "common") -> float:
    if abs(precision) > _MOST_DIGITS:
        raise SecurityError("四舍五入的位数太多")
    return do_round(value, precision, method)  # type: ignore[arg-type] # checks the method itself


def _batch(values: Iterable[object], linecount: int, fill_with: object = None) -> Iterator[list[object]]:
    require_modest(linecount)
    remaining = iter(values)
    while line := list(itertools.islice(remaining, linecount)):
        yield line if fill_with is None else line + [fill_with] * (linecount - len(line))


# Jinja's filters that can make much out of little, with the names of their arguments.
BOUNDED_FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "batch": _batch,
        "join": _join,
        "replace": _replace,
        "round": _round,
        "string": print_value,
        "sum": _sum,
    }
)
