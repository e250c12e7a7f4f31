"""How long a template may work: what it goes through is counted, so that no paper takes for ever."""

from collections.abc import Iterator, Mapping

from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

_MOST_STEPS = 2_000_000  # entries gone through; our longest paper needs a thousand
_CHARACTERS = 8  # of a text that count as one entry
_BITS = 64  # of a number

COUNTING_FILTER = "count steps"  # a space: nobody can type it in a tag


class CountingContext(Context):
    """What one filling of a template runs in; it counts."""

    steps = 0

    def spend(self, *values: object) -> None:
        """Count going through *values* and whatever they hold, which comparing and hashing them does.

        Raises:
            SecurityError: the template has worked for longer than any paper takes.
        """
        waiting: list[object] = list(values)
        while waiting:
            value = waiting.pop()
            self.steps += _effort(value)
            if self.steps > _MOST_STEPS:
                raise SecurityError("要循环、计算的次数太多")
            match value:
                case list() | tuple() | set() | frozenset():
                    waiting += value
                case dict():
                    waiting += value.keys()
                    waiting += value.values()

    def spend_entries(self, entries: Iterator[object]) -> Iterator[object]:
        """Count each entry as it is asked for: nobody knows how many there will be."""
        for entry in entries:
            self.spend(entry)
            yield entry


@pass_context
def count_steps(context: Context, value: object) -> object:
    """Return *value*, once it is counted."""
    if isinstance(context, CountingContext):
        if isinstance(value, Iterator):
            return context.spend_entries(value)
        context.spend(value)
    return value


class Counting(NodeTransformer):
    """Has everything counted that a tag goes through: in loops, filters, comparisons and slices."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's naming
        """Count what a loop goes through."""
        self.generic_visit(node)
        if isinstance(node.iter, nodes.Expr):
            node.iter = _counted(node.iter)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Expr:  # noqa: N802 - Jinja's naming
        """Count what a filter gets and what it makes."""
        self.generic_visit(node)
        if node.node is not None:
            node.node = _counted(node.node)
        node.args = [_counted(argument) for argument in node.args]
        for pair in node.kwargs:
            pair.value = _counted(pair.value)
        return _counted(node)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802 - Jinja's naming
        """Count what is compared or looked through."""
        self.generic_visit(node)
        node.expr = _counted(node.expr)
        for operand in node.ops:
            operand.expr = _counted(operand.expr)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Test:  # noqa: N802 - Jinja's naming
        """Count what is compared or looked through."""
        self.generic_visit(node)
        node.node = _counted(node.node)
        node.args = [_counted(argument) for argument in node.args]
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:  # noqa: N802 - Jinja's naming
        """Count what is copied, or looked up by."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _counted(node.node)
        else:
            node.arg = _counted(node.arg)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:  # noqa: N802 - Jinja's naming
        """Count what a group of fields is looked up by."""
        self.generic_visit(node)
        node.key = _counted(node.key)
        return node


def _counted(node: nodes.Expr) -> nodes.Expr:
    if isinstance(node, nodes.Const) or (isinstance(node, nodes.Filter) and node.name == COUNTING_FILTER):
        return node
    return nodes.Filter(node, COUNTING_FILTER, [], [], None, None, lineno=node.lineno)


def _effort(value: object) -> int:
    match value:
        case str():
            return 1 + len(value) // _CHARACTERS
        case list() | tuple() | range() | set() | frozenset() | Mapping():
            return 1 + len(value)
        case int():
            return 1 + value.bit_length() // _BITS
        case _:
            return 1
