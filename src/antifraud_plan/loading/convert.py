"""A located tree to instances of attrs classes, every mistake reported where it was written."""

from collections.abc import Collection, Iterator
from typing import Any, Generic, TypeVar

import attrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from antifraud_plan.loading.misfits import describe_misfit, describe_objection, describe_word
from antifraud_plan.loading.origins import Origins
from antifraud_plan.loading.structuring import (
    UNREADABLE,
    AlreadyReportedError,
    MisfitError,
    RepeatedError,
    TextForms,
    UnknownWordError,
    make_converter,
    toml_key,
)
from antifraud_plan.loading.toml.tree import Array, Broken, Leaf, Node, Table, entry_id
from antifraud_plan.problems import Location, Problem, suggest

T = TypeVar("T")


@attrs.frozen
class Loaded(Generic[T]):
    """What came of a text.

    Attributes:
        value: the record; ``None`` when there are problems.
        origins: where each part of it was written.
        problems: in the order of the text.
    """

    value: T | None
    origins: Origins
    problems: tuple[Problem, ...] = ()


@attrs.frozen
class _Place:
    """A node on the way down the tree.

    Attributes:
        key: the key it stands under, or under which its array does.
        node: the node.
        beside: keys that may stand in it and are not looked at.
        neighbours: ids of the other entries of its array.
    """

    key: str
    node: Node
    beside: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()

    def below(self, step: str | int) -> "_Place | None":
        match self.node:
            case Table() if (node := self.node.find(str(step))) is not None:
                return _Place(str(step), node)
            case Array(items=items) if isinstance(step, int):
                ids = (entry_id(item) for item in items if item is not items[step])
                return _Place(self.key, items[step], neighbours=tuple(name for name in ids if name))
            case _:
                return None


def convert(tree: Table, cls: type[T], text_forms: TextForms, *, beside: Collection[str] = ()) -> Loaded[T]:
    r"""Make a *cls* of *tree*, strictly.

    Keys are the names of attributes, or their ``toml`` metadata. Fields may be texts, numbers,
    truths, dates, times, enumerations (by value or name), attrs classes, ``tuple[X, ...]``,
    ``frozenset[X]``, ``Mapping[str, X]``, ``X | None``, and the classes of *text_forms*. A ``ValueError``
    of a validator, a converter or a text form becomes a problem with its message, which should be Chinese;
    what the validators of attrs say is put into Chinese.
    Keys *beside* those of *cls* are passed over; they belong to somebody else.

    >>> from antifraud_plan.loading.toml.document import load_tree
    >>> @attrs.frozen
    ... class County:
    ...     name: str
    ...     year: int
    >>> convert(load_tree('name = "某县"\nyear = 2023', "plan.toml")[0], County, {}).value
    County(name='某县', year=2023)
    >>> print(*convert(load_tree('name = 3\nyaer = 2023', "plan.toml")[0], County, {}).problems, sep="\n")
    plan.toml:1:1 错误 缺少键“year”。请补上。 [missing-key]
    plan.toml:1:8 错误 “name”应为文字，这里是整数。请加引号，写成 "3"。 [wrong-type]
    plan.toml:2:1 错误 不认识的键“yaer”。是否想写“year”？ [unknown-key]
    """
    origins = Origins(tree)
    own = tree.without(beside)
    try:
        value = make_converter(text_forms).structure(_plain(own), cls)
    except (ClassValidationError, IterableValidationError) as error:
        problems = sorted(_problems(error, _Place("", own, tuple(beside))), key=_order)
        return Loaded(None, origins, tuple(problems))
    return Loaded(None if _is_broken(tree) else value, origins)


def _plain(node: Node) -> Any:
    match node:
        case Leaf():
            return node.value
        case Broken():
            return UNREADABLE
        case Array():
            return [_plain(item) for item in node.items]
        case Table():
            return {key: _plain(entry.node) for key, entry in node.entries.items()}


def _is_broken(node: Node) -> bool:
    match node:
        case Leaf():
            return False
        case Broken():
            return True
        case Array():
            return any(map(_is_broken, node.items))
        case Table():
            return node.is_incomplete or any(_is_broken(entry.node) for entry in node.entries.values())


def _order(problem: Problem) -> tuple[str, int, int]:
    place = problem.location or Location("")
    return place.file, place.line or 0, place.column or 0


def _problems(error: Exception, place: _Place) -> Iterator[Problem]:
    match error:
        case ClassValidationError():
            yield from _class_problems(error, place)
        case IterableValidationError():
            with_notes, others = error.group_exceptions()
            for item_error, item_note in with_notes:
                yield from _problems(item_error, place.below(item_note.index) or place)
            for other in others:
                yield from _problems(other, place)
        case ForbiddenExtraKeysError():
            yield from _unknown_keys(error, place)
        case AlreadyReportedError():
            pass
        case MisfitError():
            yield describe_misfit(place.key, place.node, error.expected)
        case UnknownWordError():
            yield describe_word(place.key, place.node, error.words)
        case RepeatedError():
            message = f"“{place.key}”里这一项写了两次。"
            yield Problem("repeated-value", message, place.node.location, "请删去其中一处。")
        case ValueError():
            yield describe_objection(place.key, place.node, error)
        case _:
            # Not a mistake of the person who wrote the text.
            raise error


def _class_problems(error: ClassValidationError, place: _Place) -> Iterator[Problem]:
    attributes = attrs.fields_dict(error.cl)
    with_notes, others = error.group_exceptions()
    missing: list[str] = []
    for field_error, note in with_notes:
        key = toml_key(attributes[note.name])
        below = place.below(key)
        if below is not None:
            yield from _problems(field_error, below)
        else:
            missing.append(key)
    if missing and isinstance(place.node, Table) and not place.node.is_incomplete:
        # An entry that lacks much is often meant to change one that is there already.
        meant = suggest(entry_id(place.node) or "", place.neighbours)
        remedy = f"请补上；若要改已有的一项，请核对编号，{meant}" if meant else "请补上。"
        keys = "、".join(f"“{key}”" for key in missing)
        yield Problem("missing-key", f"缺少键{keys}。", place.node.location, remedy)
    for other in others:
        yield from _problems(other, place)


def _unknown_keys(error: ForbiddenExtraKeysError, place: _Place) -> Iterator[Problem]:
    known = [toml_key(attribute) for attribute in attrs.fields(error.cl)] + list(place.beside)
    if not isinstance(place.node, Table):
        return
    for key, entry in place.node.entries.items():
        if key in error.extra_fields:
            remedy = suggest(key, known) or f"可用的键：{'、'.join(known)}。"
            yield Problem("unknown-key", f"不认识的键“{key}”。", entry.key, remedy)
