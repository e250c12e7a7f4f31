"""What an expression gives, worked out from what its names hold; what it asks for in vain is told."""

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

import attrs
from jinja2 import nodes

from antifraud_plan.problems import Problem, Severity
from antifraud_plan.word.jinja.mistakes import offer_names
from antifraud_plan.word.jinja.program import Slot
from antifraud_plan.word.linting.shapes import (
    ANYTHING,
    PLAIN,
    TRUTH,
    Anything,
    Listing,
    Plain,
    Record,
    Shape,
    Truth,
    common_shape,
)

# Filters by what they make of a list; those named nowhere print their value or make a plain one.
_SAME_LIST = frozenset({"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"})
_ONE_ENTRY = frozenset({"first", "last", "max", "min"})
_UNKNOWN = frozenset({"groupby", "items"})
# Where a filter names a field of the entries: as its first argument, or as ``attribute=``.
_FIELD_FIRST = frozenset({"groupby", "rejectattr", "selectattr"})
_FIELD_NAMED = frozenset({"groupby", "join", "map", "max", "min", "sort", "sum", "unique"})
_OF_DATES = frozenset({"year", "month", "day"})
_LIST_WORDS = "值是一串，请用 join 连起来，或用 {% for %} 逐个写出"
_TRUTH_WORDS = "值是“是”或“否”，请用 {% if %} 写出要印的字"
_RECORD_WORDS = "值是一组字段，请在后面用点号写明要哪一个字段"


@attrs.frozen
class Inference:
    """Works out shapes under the names in force at one tag.

    Attributes:
        slot: the tag and its place.
        names: what the names in force there hold.
        report: takes every problem found.
    """

    slot: Slot
    names: Mapping[str, Shape]
    report: Callable[[Problem], None]

    def printed(self, node: nodes.Node) -> None:
        """Judge a value that is printed, on its own or within a text."""
        match self.shape_of(node):
            case Listing():
                self._refuse("template-unprintable", f"印不出来：{_LIST_WORDS}。", "")
            case Record(fields):
                self._refuse("template-unprintable", f"印不出来：{_RECORD_WORDS}。", offer_names("", fields))
            case Truth():
                self._refuse("template-unprintable", f"印不出来：{_TRUTH_WORDS}。", "")
            case Plain() | Anything():
                pass

    def entry_of(self, node: nodes.Node) -> Shape:
        """Return what a loop over *node* meets at every turn."""
        shape = self.shape_of(node)
        match shape:
            case Listing(entry):
                return entry
            case Anything():
                return ANYTHING
            case Plain() | Truth() | Record():
                what = "一组字段" if isinstance(shape, Record) else "一段文字、一个数或日期"
                name = _written(node)
                within = self._lists(shape.fields, f"{name}.") if isinstance(shape, Record) else ()
                lists = "、".join((*within,) or (*self._lists(self.names, ""),))
                self._refuse(
                    "template-not-a-list",
                    f"要逐个取“{name}”，可它是{what}，不是一串。",
                    f"能逐个取的有：{lists}。" if lists else "请去掉这个 for，直接打印。",
                )
                return ANYTHING
            case _:
                assert_never(shape)

    def shape_of(self, node: nodes.Node) -> Shape:
        """Return the shape of *node*, every fault in it told."""
        match node:
            case nodes.Name(name=name):
                return self._name(name)
            case nodes.Getattr(node=base, attr=str() as attr):
                return self._field(base, self.shape_of(base), attr)
            case nodes.Getitem(node=base, arg=nodes.Const(value=str() as attr)):
                return self._field(base, self.shape_of(base), attr)
            case nodes.Getitem(node=base, arg=arg):
                return self._item(self.shape_of(base), arg)
            case nodes.Filter(node=nodes.Expr() as base, name=name):
                return self._filtered(node, base, name)
            case nodes.CondExpr(test=test, expr1=one, expr2=other):
                self.shape_of(test)
                return common_shape(self.shape_of(each) for each in (one, other) if each is not None)
            case nodes.List(items=items) | nodes.Tuple(items=items):
                return Listing(common_shape([self.shape_of(item) for item in items]))
            case _:
                return self._computed(node)

    def _computed(self, node: nodes.Node) -> Shape:
        """Return the shape of what an operator, test or call makes."""
        match node:
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                return common_shape([self.shape_of(left), self.shape_of(right)])
            case nodes.Add(left=left, right=right) | nodes.Mul(left=left, right=right):
                found = [self.shape_of(left), self.shape_of(right)]
                return PLAIN if found == [PLAIN, PLAIN] else ANYTHING
            case nodes.Concat(nodes=parts):
                for part in parts:
                    self.printed(part)
                return PLAIN
            case nodes.Call(node=nodes.Name(name="range")):
                self._rest(node, but=node.node)
                return Listing(PLAIN)
            case nodes.Call() | nodes.Dict():
                self._rest(node)
                return ANYTHING
            case nodes.Test(node=nodes.Name(name=name), name="defined" | "undefined") if (
                name not in self.names
            ):
                self._note_missing(name)
                return TRUTH
            case nodes.Not() | nodes.Compare() | nodes.Test():
                self._rest(node)
                return TRUTH
            case nodes.Const(value=bool()):
                return TRUTH
            case _:
                self._rest(node)
                return PLAIN

    def _rest(self, node: nodes.Node, but: nodes.Node | None = None) -> None:
        """Look into whatever *node* holds."""
        for child in node.iter_child_nodes():
            if child is but:
                continue
            if isinstance(child, nodes.Expr):
                self.shape_of(child)
            else:
                self._rest(child)

    def _name(self, name: str) -> Shape:
        if name in self.names:
            return self.names[name]
        self._refuse("template-undefined", f"里的变量“{name}”没有定义。", offer_names(name, self.names))
        return ANYTHING

    def _note_missing(self, name: str) -> None:
        message = f"里的变量“{name}”没有定义，总是当作没有。"
        self._refuse("template-undefined", message, offer_names(name, self.names), Severity.NOTE)

    def _field(self, base: nodes.Node, shape: Shape, name: str) -> Shape:
        owner = _written(base)
        match shape:
            case Record(fields) if name in fields:
                return fields[name]
            case Record(fields):
                message = f"里的“{name}”不存在，“{owner}”没有这一项。"
                self._refuse("template-undefined", message, offer_names(name, fields))
            case Listing(entry):
                near = entry.fields if isinstance(entry, Record) and name not in entry.fields else ()
                self._refuse(
                    "template-undefined",
                    f"里的“{name}”不存在，“{owner}”是一串，逐个取出才有各项。",
                    f"请先写 {{% for 项 in {owner} %}}，再取“项.{name}”。{offer_names(name, near)}",
                )
            case Plain() | Truth() if name not in _OF_DATES:
                message = f"里的“{name}”不存在，“{owner}”下面没有别的项。"
                self._refuse("template-undefined", message, f"请删去“.{name}”。")
            case Plain() | Truth():
                return PLAIN
            case Anything():
                pass
            case _:
                assert_never(shape)
        return ANYTHING

    def _refuse(self, code: str, said: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        message = f"标签“{self.slot.tag}”{said}"
        self.report(Problem(code, message, self.slot.location, remedy, severity))

    def _item(self, shape: Shape, arg: nodes.Node) -> Shape:
        self._rest(arg)
        match shape:
            case Listing(entry):
                return shape if isinstance(arg, nodes.Slice) else entry
            case Plain() | Truth():
                return PLAIN
            case Record() | Anything():
                return ANYTHING
            case _:
                assert_never(shape)

    def _filtered(self, node: nodes.Filter, base: nodes.Node, name: str) -> Shape:
        self._rest(node, but=base)
        if name == "default":
            fallback = self.shape_of(node.args[0]) if node.args else PLAIN
            if isinstance(base, nodes.Name) and base.name not in self.names:
                self._note_missing(base.name)
                return fallback
            return common_shape([self.shape_of(base), fallback])
        shape = self.shape_of(base)
        entry = self._entry_for(node, base, shape, name)
        if name in _SAME_LIST:
            return shape if isinstance(shape, Listing) else ANYTHING
        if name in _ONE_ENTRY:
            return entry
        if name == "map":
            return Listing(entry)
        if name == "batch":
            return Listing(shape) if isinstance(shape, Listing) else ANYTHING
        if name in _UNKNOWN:
            return ANYTHING
        if name == "join" and isinstance(entry, Record):
            message = f"印不出来：“{_written(base)}”的每一项是一组字段，join 要知道连哪一个。"
            remedy = f"请写成 join('、', attribute='字段')。{offer_names('', entry.fields)}"
            self._refuse("template-unprintable", message, remedy)
        return PLAIN

    def _entry_for(self, node: nodes.Filter, base: nodes.Node, shape: Shape, name: str) -> Shape:
        """Return what a filter looks at of every entry: the entry itself, or the field that it names."""
        entry = shape.entry if isinstance(shape, Listing) else ANYTHING
        for field in _named_fields(node, name):
            for part in field.split("."):
                entry = self._field(base, entry, part) if not part.isdecimal() else ANYTHING
        if name == "map" and not any(_named_fields(node, name)):
            return ANYTHING
        return entry

    def _lists(self, fields: Mapping[str, Shape], prefix: str) -> Iterator[str]:
        """Name what can be gone through, also one field down."""
        for name, shape in fields.items():
            match shape:
                case Listing():
                    yield f"{prefix}{name}"
                case Record(inner) if not prefix and name != "loop":
                    yield from self._lists(inner, f"{name}.")
                case _:
                    pass


def _named_fields(node: nodes.Filter, name: str) -> Iterator[str]:
    found = [pair.value for pair in node.kwargs if pair.key == "attribute" and name in _FIELD_NAMED]
    found += node.args[:1] if name in _FIELD_FIRST else []
    for value in found:
        if isinstance(value, nodes.Const) and isinstance(value.value, str):
            yield value.value


def _written(node: nodes.Node) -> str:
    """Write a name as it stands in the tag."""
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=base, attr=attr):
            return f"{_written(base)}.{attr}"
        case _:
            return "前面的值"
