"""The fenced-in Jinja that templates run in: what a tag may say, checked one tag at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from antifraud_plan.word.jinja.bounds import (
    BOUNDED_FILTERS,
    Concatenations,
    require_modest_product,
    require_modest_sum,
)
from antifraud_plan.word.jinja.effort import COUNTING_FILTER, Counting, CountingContext, count_steps
from antifraud_plan.word.jinja.filters import JINJA_FILTERS, OWN_FILTERS
from antifraud_plan.word.jinja.mistakes import offer_names
from antifraud_plan.word.jinja.tags import Tag, TagKind

# No XML and no honest text can hold these, so nothing in a document's constant text is ever taken for a tag.
EXPRESSION_MARKS = ("\x01", "\x02")
STATEMENT_MARKS = ("\x03", "\x04")
_COMMENT_MARKS = ("\x05", "\x06")

OPENING = {"for": "endfor", "if": "endif"}
MIDDLE = frozenset({"else", "elif"})
CLOSING = {"endfor": "for", "endif": "if"}
SINGLE = frozenset({"set"})
_STATEMENTS = frozenset({*OPENING, *MIDDLE, *CLOSING, *SINGLE})
_TESTS = frozenset(
    [
        "defined",
        "undefined",
        "none",
        "odd",
        "even",
        "divisibleby",
        "eq",
        "equalto",
        "ne",
        "lt",
        "gt",
        "le",
        "ge",
        "in",
        "true",
        "false",
        "string",
        "number",
        "sequence",
        "mapping",
        "iterable",
    ]
)
_FUNCTIONS = ("range",)
_LONGEST_RANGE = 100_000  # as Jinja's sandbox has it
_FILTERS = (*JINJA_FILTERS, *OWN_FILTERS)
_WORDS = {"for": "{% for 项 in 列表 %}", "if": "{% if 条件 %}", "set": "{% set 名 = 值 %}"}


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja that takes values apart and prints them: it calls, changes and enlarges nothing it was given."""

    intercepted_binops = frozenset({"+", "-", "*", "**", "/", "//", "%"})
    context_class = CountingContext

    @cached_property
    def _verdicts(self) -> dict[tuple[type, str], bool]:
        return {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Judge an attribute once per class: the verdict rests on class and name, and is asked for often."""
        key = (type(obj), attr)
        if key not in self._verdicts:
            self._verdicts[key] = super().is_safe_attribute(obj, attr, value)
        return self._verdicts[key]

    def is_safe_callable(self, obj: object) -> bool:
        """Refuse methods, under whatever name: they may read the clock or fill the memory."""
        if not any(obj is self.globals[name] for name in _FUNCTIONS):
            raise SecurityError("模板里只能取值，不能调用")
        return True

    def unsafe_undefined(self, obj: object, attribute: str) -> Undefined:
        """Refuse an attribute in Chinese."""
        return self.undefined(f"“{attribute}”不许取", name=attribute, exc=SecurityError)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse what can fill the memory with one tag."""
        match operator:
            case "**":
                raise SecurityError("模板里不能用乘方")
            case "%" if isinstance(left, str):
                raise SecurityError("模板里 % 只用来求余数")
            case "*":
                require_modest_product(left, right)
            case "+":
                require_modest_sum(left, right)
        result = super().call_binop(context, operator, left, right)
        _spend(context, left, right, result)
        return result

    def call_filter(
        self,
        name: str,
        value: Any,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        context: Context | None = None,
        eval_ctx: EvalContext | None = None,
    ) -> Any:
        """Count what a filter makes that ``map`` calls for every entry."""
        result = super().call_filter(name, value, args, kwargs, context, eval_ctx)
        _spend(context, value, result)
        return result

    def call_test(
        self,
        name: str,
        value: Any,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        context: Context | None = None,
        eval_ctx: EvalContext | None = None,
    ) -> Any:
        """Count what a test looks through that ``select`` calls for every entry."""
        _spend(context, value, *args or ())
        return super().call_test(name, value, args, kwargs, context, eval_ctx)

    def compile_bounded(self, source: str) -> Template:
        """Compile *source*, its concatenations bounded too, and what it goes through counted."""
        tree = Counting().visit(Concatenations().visit(self.parse(source)))
        tree.set_environment(self)
        return self.from_string(tree)


def _spend(context: Context | None, *values: object) -> None:
    if isinstance(context, CountingContext):
        context.spend(*values)


def make_environment(
    escape: Callable[[object], str], *, undefined: type[Undefined] = StrictUndefined
) -> Sandbox:
    """Make the environment whose every printed value passes through *escape*."""
    environment = Sandbox(
        variable_start_string=EXPRESSION_MARKS[0],
        variable_end_string=EXPRESSION_MARKS[1],
        block_start_string=STATEMENT_MARKS[0],
        block_end_string=STATEMENT_MARKS[1],
        comment_start_string=_COMMENT_MARKS[0],
        comment_end_string=_COMMENT_MARKS[1],
        undefined=undefined,
        finalize=escape,
        autoescape=False,  # `escape` does it, for every value without exception
        keep_trailing_newline=True,
        cache_size=0,
    )
    environment.filters = {
        **{name: environment.filters[name] for name in JINJA_FILTERS},
        **BOUNDED_FILTERS,
        **{name: own.function for name, own in OWN_FILTERS.items()},
        COUNTING_FILTER: count_steps,
    }
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    environment.globals = {name: environment.globals[name] for name in _FUNCTIONS}
    return environment


_CHECKER = make_environment(str)


def tag_source(tag: Tag) -> str:
    """Write a tag for `Sandbox`; the line break inside it gives every tag a line number of its own."""
    opening, closing = EXPRESSION_MARKS if tag.kind is TagKind.EXPRESSION else STATEMENT_MARKS
    return f"{opening}\n{tag.source}\n{closing}"


def parse_tag(tag: Tag) -> nodes.Node | None:
    """Parse one tag as if it stood alone; ``None`` for what only ends or divides, such as ``endfor``.

    An ``elif`` is parsed as the ``if`` that it is. Raises Jinja's `TemplateSyntaxError` or, for parentheses
    within parentheses without end, `RecursionError`.
    """
    keyword = tag.keyword
    if tag.kind is TagKind.EXPRESSION or keyword in SINGLE:
        source = tag_source(tag)
    elif keyword in OPENING:
        source = f"{tag_source(tag)}\x03{OPENING[keyword]}\x04"
    elif keyword == "elif":
        source = f"{tag_source(attrs.evolve(tag, source=tag.source.removeprefix('el')))}\x03endif\x04"
    else:
        return None
    return _CHECKER.parse(source).body[0]


def find_mistakes(tag: Tag) -> Iterator[tuple[str, str, str]]:
    """Yield code, Chinese message and remedy for whatever is wrong within one tag."""
    if not tag.source:
        yield "template-empty-tag", f"标签“{tag}”里没有内容。", "请写上变量名，或删去这个标签。"
        return
    keyword = tag.keyword
    if tag.kind is TagKind.STATEMENT and keyword not in _STATEMENTS:
        yield (
            "template-unknown-statement",
            f"标签“{tag}”不认识：“{keyword}”不是可用的语句。",
            "可用的语句有 for、if、elif、else、set、endfor、endif；要打印变量请用 {{ }}。",
        )
        return
    try:
        tree = parse_tag(tag)
        refused = () if tree is None else tuple(_find_refused(tag, tree))
    except (TemplateSyntaxError, RecursionError):  # parentheses within parentheses without end
        hint = (
            f"应写成 {_WORDS[keyword]} 这样的形式。"
            if keyword in _WORDS and tag.kind is TagKind.STATEMENT
            else ""
        )
        yield (
            "template-syntax",
            f"标签“{tag}”写得不对，读不懂。",
            hint or "请检查引号、括号是否成对，变量名里是否有空格或标点。",
        )
        return
    yield from refused
    if tree is None and tag.source != keyword:
        yield (
            "template-syntax",
            f"标签“{tag}”写得不对：“{keyword}”后面不该有别的。",
            f"请写成 {{% {keyword} %}}。",
        )


def _is_beyond(count: nodes.Expr) -> bool:
    return isinstance(count, nodes.Const) and isinstance(count.value, int) and count.value > _LONGEST_RANGE


def _find_refused(tag: Tag, tree: nodes.Node) -> Iterator[tuple[str, str, str]]:
    if isinstance(tree, nodes.AssignBlock):
        yield (
            "template-syntax",
            f"标签“{tag}”写得不对：set 要有等号。",
            f"应写成 {_WORDS['set']} 这样的形式。",
        )
    for node in tree.find_all(nodes.Filter):
        if node.name not in _FILTERS:
            near = offer_names(node.name, _FILTERS)
            yield "template-unknown-filter", f"标签“{tag}”里没有“{node.name}”这个过滤器。", near
    for test in tree.find_all(nodes.Test):
        if test.name not in _CHECKER.tests:
            yield (
                "template-unknown-test",
                f"标签“{tag}”里没有“is {test.name}”这种判断。",
                offer_names(test.name, _CHECKER.tests),
            )
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name in _FUNCTIONS):
            yield (
                "template-forbidden",
                f"标签“{tag}”里有调用，模板里只能取值。",
                f"能调用的只有 {'、'.join(_FUNCTIONS)}；要改变印出的样子请用过滤器，写成“值 | 过滤器”。",
            )
        elif any(map(_is_beyond, call.args)):
            message = f"标签“{tag}”里 range 的次数太多。"
            yield "template-forbidden", message, f"最多 {_LONGEST_RANGE} 次。"
    if any(tree.find_all(nodes.Pow)):
        yield "template-forbidden", f"标签“{tag}”里有乘方，模板里不能用。", "请改用乘法。"
    for attribute in tree.find_all(nodes.Getattr):
        if attribute.attr.startswith("_"):
            yield (
                "template-forbidden",
                f"标签“{tag}”用了下划线开头的“{attribute.attr}”，模板里不许用。",
                "请只用变量说明里列出的名字。",
            )
