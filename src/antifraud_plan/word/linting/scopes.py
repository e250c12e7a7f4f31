"""Every use of a name in a template held against what it holds: in branches not taken too, all at once."""

import contextlib
import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping

import attrs
from jinja2 import TemplateSyntaxError, nodes

from antifraud_plan.problems import Problem
from antifraud_plan.word.jinja.environment import CLOSING, OPENING, parse_tag
from antifraud_plan.word.jinja.program import Slot
from antifraud_plan.word.jinja.tags import TagKind
from antifraud_plan.word.linting.inference import Inference
from antifraud_plan.word.linting.shapes import ANYTHING, Listing, Shape, common_shape, loop_shape

_WORD = re.compile(r"[^\W\d]\w*")


def find_misuses(slots: Iterable[Slot], known: Mapping[str, Shape]) -> Iterator[Problem]:
    """Yield a problem for every name that is not *known* where it stands, or not used as what it is.

    Mistakes within a tag and crossed tags are told elsewhere; here they hide nothing, and nothing is held
    against names that an unreadable tag may have made.

    Args:
        slots: the tags of one part in reading order.
        known: what the template is given.
    """
    scopes = _Scopes(ChainMap({}, dict(known)))
    for slot in slots:
        found: list[Problem] = []
        with contextlib.suppress(RecursionError):  # parentheses within parentheses without end
            _Reader(slot, scopes, Inference(slot, scopes.names, found.append)).read()
        yield from found


@attrs.define
class _Scopes:
    """The names in force while tags are read one after another.

    Attributes:
        names: what the template is given, what it sets, and a mapping for each loop that is open.
        open: keywords of the statements that are open.
    """

    names: ChainMap[str, Shape]
    open: list[str] = attrs.field(factory=list)

    def enter(self, keyword: str) -> None:
        """Begin a statement that something will end."""
        self.open.append(keyword)
        if keyword == "for":
            self.names = self.names.new_child()

    def leave(self, keyword: str) -> None:
        """End the innermost *keyword* and what was left open within it; what never began ends nothing."""
        while keyword in self.open:
            left = self.open.pop()
            if left == "for":
                self.names = self.names.parents
            if left == keyword:
                return

    def bind(self, target: nodes.Node, shape: Shape) -> None:
        """Let a name, or several at once, hold *shape*."""
        match target:
            case nodes.Name(name=name):
                self.names[name] = shape
            case nodes.Tuple(items=items):
                for item in items:
                    self.bind(item, shape.entry if isinstance(shape, Listing) else ANYTHING)
            case _:
                pass


@attrs.frozen
class _Reader:
    """Reads one tag."""

    slot: Slot
    scopes: _Scopes
    inference: Inference

    def read(self) -> None:
        """Tell what is wrong with its names, and change the scopes as it does."""
        tag = self.slot.tag
        try:
            node = parse_tag(tag)
        except (TemplateSyntaxError, RecursionError):
            node = None
        match node:
            case nodes.Output(nodes=[nodes.Expr() as printed]):
                self.inference.printed(printed)
            case nodes.For():
                self._enter_loop(node)
            case nodes.If(test=test):
                self.inference.shape_of(test)
                if tag.keyword == "if":
                    self.scopes.enter("if")
            case nodes.Assign(target=target, node=value):
                self._set(target, self.inference.shape_of(value))
            case _ if tag.keyword in CLOSING:
                self.scopes.leave(CLOSING[tag.keyword])
            case _ if tag.kind is TagKind.STATEMENT:
                self._assume()

    def _enter_loop(self, node: nodes.For) -> None:
        entry = self.inference.entry_of(node.iter)
        self.scopes.enter("for")
        self.scopes.bind(node.target, entry)
        self.scopes.names["loop"] = loop_shape(entry)
        if node.test is not None:
            attrs.evolve(self.inference, names=self.scopes.names).shape_of(node.test)

    def _set(self, target: nodes.Node, shape: Shape) -> None:
        """Set a name; within a condition it may also still hold what it held."""
        if isinstance(target, nodes.Name) and "if" in self.scopes.open and target.name in self.scopes.names:
            shape = common_shape([self.scopes.names[target.name], shape])
        self.scopes.bind(target, shape)

    def _assume(self) -> None:
        """Take words of an unreadable statement for names that it makes: nothing is held against them."""
        _, *words = _WORD.findall(self.slot.tag.source) or [""]
        keyword = self.slot.tag.keyword
        if keyword in OPENING:
            self.scopes.enter(keyword)
        if keyword == "else":
            return
        unknown = [word for word in words if word not in self.scopes.names]
        self.scopes.names.update(dict.fromkeys([*words[:1], *unknown], ANYTHING))
