"""Constant text and tags in turn, compiled once and run often; every mistake knows its place."""

import bisect
import contextlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property
from types import FrameType

import attrs
from jinja2 import Template, UndefinedError, meta
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from antifraud_plan.problems import Location, Problem, ProblemsFoundError
from antifraud_plan.word.jinja.bounds import collect_modest
from antifraud_plan.word.jinja.environment import (
    CLOSING,
    MIDDLE,
    OPENING,
    find_mistakes,
    make_environment,
    tag_source,
)
from antifraud_plan.word.jinja.freezing import (
    OpenedTemplate,
    OpenText,
    OpenValue,
    TooManyHolesError,
    find_handled,
    leave_open,
    pass_few_holes,
)
from antifraud_plan.word.jinja.holes import Hole
from antifraud_plan.word.jinja.mistakes import describe_failure, describe_undefined, offer_names
from antifraud_plan.word.jinja.noting import NotingUndefined, running_frames
from antifraud_plan.word.jinja.tags import Tag, TagKind


@attrs.frozen
class Slot:
    """A tag at its place.

    Attributes:
        tag: the tag.
        location: where a person finds it.
        container: what holds it; a loop must close in the container it opened in.
    """

    tag: Tag
    location: Location
    container: object = None


Piece = str | Slot
Escape = Callable[[object], str]


@attrs.frozen(eq=False)
class Program:
    """A compiled alternation of constants and tags.

    Attributes:
        template: the compiled Jinja template.
        source: what it was compiled from.
        lines: first line of each tag in the source, ascending.
        slots: the tags, in the same order.
        escape: what every printed value passes through.
    """

    template: Template = attrs.field(repr=False)
    source: str = attrs.field(repr=False)
    lines: tuple[int, ...] = attrs.field(repr=False)
    slots: tuple[Slot, ...]
    escape: Escape

    def write(self, values: Mapping[str, object]) -> list[str]:
        """Fill the tags with *values*, and return what constants and tags wrote one after another.

        Raises:
            ProblemsFoundError: ``template-undefined`` for every name the values lack, or the first of
                ``template-forbidden``, ``illegal-character``, ``template-unprintable``, ``template-failed``.
        """
        try:
            return _run(self.template, values)
        except Exception as error:  # a template is somebody's program: whatever it raises is theirs to mend
            raise ProblemsFoundError(self._explain_all(error, values, self.escape)) from None

    def render(self, values: Mapping[str, object]) -> str:
        """Fill the tags with *values*; see `write`."""
        return "".join(self.write(values))

    def freeze(self, shared: Mapping[str, object], open_names: Set[str]) -> tuple[str | Hole, ...] | None:
        """Fill the tags with *shared* and leave a hole wherever one of *open_names* is printed.

        Returns:
            Text and holes in their order; ``None`` when a tag does more with an open name than print it,
            or there are more holes than any paper has.

        Raises:
            ProblemsFoundError: as `write`.
        """
        if not self._opened.handled.isdisjoint(open_names):
            return None
        values = {**shared, **{name: OpenValue(name) for name in open_names}}
        try:
            written = collect_modest(pass_few_holes(_write(self._opened.template, values)))
        except TooManyHolesError:
            return None
        except Exception as error:  # as above
            escape = leave_open(self.escape, self._find_hole)
            raise ProblemsFoundError(self._explain_all(error, values, escape)) from None
        return tuple(text.hole if isinstance(text, OpenText) else text for text in written)

    @cached_property
    def _opened(self) -> OpenedTemplate:
        """Compiled once, however many schools share their values in turn."""
        environment = make_environment(leave_open(self.escape, self._find_hole))
        handled = find_handled(environment.parse(self.source))
        return OpenedTemplate(environment.compile_bounded(self.source), handled)

    @property
    def variables(self) -> frozenset[str]:
        """Names the tags read from the values."""
        return frozenset(meta.find_undeclared_variables(make_environment(self.escape).parse(self.source)))

    def _explain_all(
        self, error: Exception, values: Mapping[str, object], escape: Escape
    ) -> tuple[Problem, ...]:
        undefined = self._collect_undefined(values, escape) if isinstance(error, UndefinedError) else ()
        return undefined or (self._explain(error),)

    def _explain(self, error: Exception) -> Problem:
        frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
        slot = self._find_slot(list(frames)[::-1])
        where = slot.location if slot else None
        tag = f"标签“{slot.tag}”" if slot else "模板"
        if isinstance(error, SecurityError):
            return Problem(
                "template-forbidden", f"{tag}做了模板里不许做的事：{error}。", where, "请只取值和判断。"
            )
        return describe_failure(error, tag, where)

    def _collect_undefined(self, values: Mapping[str, object], escape: Escape) -> tuple[Problem, ...]:
        """Run once more with undefined names that note themselves instead of stopping the run."""
        noted: dict[Problem, None] = {}  # a set that keeps its order

        def note(undefined: NotingUndefined) -> None:
            slot = self._find_slot(running_frames())
            if slot is not None:
                noted.setdefault(_undefined_problem(undefined.missing_name, undefined.owner, slot, values))

        noting = type("Noting", (NotingUndefined,), {"note": note})
        with contextlib.suppress(Exception):  # only what was noted on the way counts
            _run(make_environment(escape, undefined=noting).compile_bounded(self.source), values)
        return tuple(noted)

    def _find_hole(self, name: str) -> Hole:
        """Make the hole of the tag being run."""
        slot = self._find_slot(running_frames())
        return Hole(name, str(slot.tag), slot.location) if slot else Hole(name, name, None)

    def _find_slot(self, frames: Iterable[FrameType]) -> Slot | None:
        """Find the tag being run: the innermost of *frames* that is a template's."""
        for frame in frames:
            template = frame.f_globals.get("__jinja_template__")
            if isinstance(template, Template):
                line = template.get_corresponding_lineno(frame.f_lineno)
                index = bisect.bisect_right(self.lines, line) - 1
                return self.slots[index] if index >= 0 else None
        return None


def compile_program(pieces: Iterable[Piece], escape: Escape) -> Program:
    """Compile *pieces*.

    Raises:
        ProblemsFoundError: every mistake of every tag, and every loop or condition that does not close
            where it opened.
    """
    source: list[str] = []
    lines: list[int] = []
    slots: list[Slot] = []
    line = 1
    for piece in pieces:
        if isinstance(piece, str):
            written = piece
        else:
            written = tag_source(piece.tag)
            lines.append(line)
            slots.append(piece)
        source.append(written)
        line += written.count("\n")
    # A column's tags stand in the cells and in the grid: their mistakes are one.
    if problems := dict.fromkeys([*find_tag_mistakes(slots), *find_crossings(slots)]):
        raise ProblemsFoundError(problems)
    whole = "".join(source)
    try:
        template = make_environment(escape).compile_bounded(whole)
    except (RecursionError, SyntaxError):  # Python nests twenty loops and some hundred operators, no more
        where = attrs.evolve(slots[0].location, line=None, part=None)
        message = "模板里的标签一层套一层，套得太深。"
        raise ProblemsFoundError([Problem("template-syntax", message, where, "请拆成几个标签。")]) from None
    return Program(template, whole, tuple(lines), tuple(slots), escape)


def find_tag_mistakes(slots: Iterable[Slot]) -> Iterator[Problem]:
    """Yield a problem for whatever is wrong within each tag."""
    for slot in slots:
        for code, message, remedy in find_mistakes(slot.tag):
            yield Problem(code, message, slot.location, remedy)


def find_crossings(slots: Iterable[Slot]) -> Iterator[Problem]:
    """Yield a problem for every statement that is not closed, or closes across something else."""
    stack: list[Slot] = []
    for slot in slots:
        keyword = slot.tag.keyword if slot.tag.kind is TagKind.STATEMENT else ""
        if keyword in OPENING:
            stack.append(slot)
        elif keyword in CLOSING or keyword in MIDDLE:
            opening = stack[-1] if stack else None
            if opening is None or opening.tag.keyword not in _opened_by(keyword):
                yield Problem(
                    "template-crossed-tag",
                    f"标签“{slot.tag}”前面没有与它配对的{'或'.join(_opened_by(keyword))}。",
                    slot.location,
                    "请检查 for、if 是否都有自己的 endfor、endif，且没有交叉。",
                )
                continue
            if opening.container != slot.container:
                where = opening.location.part or opening.location
                yield Problem(
                    "template-crossed-tag",
                    f"标签“{slot.tag}”与“{opening.tag}”（{where}）不在同一处。",
                    slot.location,
                    "一对标签要么同在一段文字里，要么各占一段，要么各占表格的一行。",
                )
            if keyword in CLOSING:
                stack.pop()
    for slot in stack:
        closing = OPENING[slot.tag.keyword]
        yield Problem(
            "template-unclosed-block",
            f"标签“{slot.tag}”没有结束。",
            slot.location,
            f"请在后面加上 {{% {closing} %}}。",
        )


def _opened_by(keyword: str) -> tuple[str, ...]:
    match keyword:
        case "endfor":
            return ("for",)
        case "else":
            return ("if", "for")
        case _:
            return ("if",)


def _run(template: Template, values: Mapping[str, object]) -> list[str]:
    return collect_modest(_write(template, values))


def _write(template: Template, values: Mapping[str, object]) -> Iterator[str]:
    return template.root_render_func(template.new_context(dict(values)))


def _undefined_problem(name: str, owner: object, slot: Slot, values: Mapping[str, object]) -> Problem:
    if owner is missing:
        return describe_undefined(name, str(slot.tag), slot.location, values)
    known = map(str, owner) if isinstance(owner, Mapping) else [item for item in dir(owner) if item[0] != "_"]
    message = f"标签“{slot.tag}”里的“{name}”不存在，前面的变量没有这一项。"
    return Problem("template-undefined", message, slot.location, offer_names(name, known))
