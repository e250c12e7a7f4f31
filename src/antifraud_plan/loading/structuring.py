"""The strict rules by which plain values become fields of attrs classes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any, TypeAlias, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

TextForms: TypeAlias = Mapping[type, Callable[[str], object]]
"""For each class that is written as a text in TOML, the function that reads it."""

Hook: TypeAlias = Callable[[Any, Any], Any]

ARRAY = "若干项（方括号里的列表）"
TABLE = "一组键和值（表）"
TEXT = "文字"
SCALARS: Mapping[type, str] = {
    str: TEXT,
    int: "整数",
    float: "数",
    bool: "是否（true 或 false）",
    date: "日期",
    datetime: "日期和时刻",
    time: "时刻",
}


class MisfitError(ValueError):
    """A value of another kind than its field needs; *expected* is the kind's Chinese name."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


class UnknownWordError(ValueError):
    """A text that is none of the words an enumeration allows, each with its English name."""

    def __init__(self, words: tuple[tuple[str, str], ...]) -> None:
        super().__init__(words)
        self.words = words


class RepeatedError(ValueError):
    """A value that stands twice in a set."""


class AlreadyReportedError(ValueError):
    """Something that could not be read in the first place."""


UNREADABLE = object()
"""Stands in plain values for what could not be read and has been reported."""


def toml_key(attribute: "attrs.Attribute[Any]") -> str:
    """Tell the key that stands for *attribute* in TOML: its ``toml`` metadata, or else its name."""
    return str(attribute.metadata.get("toml", attribute.name))


def make_converter(text_forms: TextForms) -> Converter:
    """Make a converter that takes nothing for granted: no number for a text, no unknown key."""
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for type_, expected in SCALARS.items():
        converter.register_structure_hook(type_, _scalar_hook(type_, expected))
    converter.register_structure_hook_factory(_is_enum, _enum_hook)
    converter.register_structure_hook_factory(_is_array, lambda type_: _array_hook(type_, converter))
    converter.register_structure_hook_factory(_is_mapping, lambda type_: _mapping_hook(type_, converter))
    converter.register_structure_hook_factory(attrs.has, lambda type_: _table_hook(type_, converter))
    for type_, read in text_forms.items():
        converter.register_structure_hook(type_, _text_hook(read))
    return converter


def _require(value: object, type_: type, expected: str) -> None:
    if value is UNREADABLE:
        raise AlreadyReportedError
    # A bool is an int and a datetime a date to Python, not to the person who writes a plan.
    if type(value) is not type_:
        raise MisfitError(expected)


def _scalar_hook(type_: type, expected: str) -> Hook:
    def structure(value: object, _: object) -> object:
        if type_ is float and type(value) is int:
            return float(value)
        _require(value, type_, expected)
        return value

    return structure


def _text_hook(read: Callable[[str], object]) -> Hook:
    def structure(value: Any, _: object) -> object:
        _require(value, str, TEXT)
        return read(value)

    return structure


def _is_enum(type_: object) -> bool:
    return isinstance(type_, type) and issubclass(type_, Enum)


def _enum_hook(type_: type[Enum]) -> Hook:
    """Accept a member's value, or its name in capitals or small letters."""
    words = {word: member for member in type_ for word in (member.name, member.name.lower(), member.value)}

    def structure(value: Any, _: object) -> object:
        if value is UNREADABLE:
            raise AlreadyReportedError
        if type(value) not in (str, int) or value not in words:
            raise UnknownWordError(tuple((str(member.value), member.name.lower()) for member in type_))
        return words[value]

    return structure


def _is_array(type_: object) -> bool:
    match get_origin(type_), get_args(type_):
        case (origin, (_, last)) if origin is tuple:
            return last is Ellipsis
        case (origin, _):
            return origin is frozenset
    return False


def _array_hook(type_: Any, converter: Converter) -> Hook:
    make, item_type = get_origin(type_), get_args(type_)[0]

    def structure(value: Any, _: object) -> object:
        _require(value, list, ARRAY)
        items = _structure_items(enumerate(value), item_type, converter, type_)
        made = make(items.values())
        if len(made) < len(items):
            _raise_repeated(items, type_)
        return made

    return structure


def _is_mapping(type_: object) -> bool:
    origin = get_origin(type_)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _mapping_hook(type_: Any, converter: Converter) -> Hook:
    item_type = get_args(type_)[1]

    def structure(value: Any, _: object) -> object:
        _require(value, dict, TABLE)
        return _structure_items(value.items(), item_type, converter, type_)

    return structure


def _structure_items(
    items: Iterable[tuple[Any, object]], item_type: Any, converter: Converter, type_: Any
) -> dict[Any, Any]:
    structured: dict[Any, Any] = {}
    errors: list[Exception] = []
    for index, item in items:
        try:
            structured[index] = converter.structure(item, item_type)
        except Exception as error:
            errors.append(_at(error, index, item_type))
    if errors:
        raise IterableValidationError("items", errors, type_)
    return structured


def _raise_repeated(items: Mapping[int, object], type_: Any) -> None:
    seen: set[object] = set()
    errors: list[Exception] = []
    for index, item in items.items():
        if item in seen:
            errors.append(_at(RepeatedError(), index, type_))
        seen.add(item)
    raise IterableValidationError("items", errors, type_)


def _at(error: Exception, index: int | str, type_: Any) -> Exception:
    error.add_note(IterableValidationNote("item", index, type_))
    return error


def _table_hook(type_: Any, converter: Converter) -> Hook:
    attributes = attrs.fields(type_)
    overrides: dict[str, Any] = {
        attribute.name: override(
            rename=toml_key(attribute),
            struct_hook=_checked_hook(attribute, converter) if attribute.validator else None,
        )
        for attribute in attributes
    }
    structure_table = make_dict_structure_fn(type_, converter, **overrides)

    def structure(value: Any, _: object) -> object:
        _require(value, dict, TABLE)
        return structure_table(value, type_)

    return structure


def _checked_hook(attribute: "attrs.Attribute[Any]", converter: Converter) -> Hook:
    """Hear a field's own validator as soon as its value is there.

    attrs runs validators when the record is made and stops at the first that objects; heard one by
    one, all of them are, and each is known to speak of its field.
    """
    validate = attribute.validator

    def structure(value: object, type_: Any) -> object:
        structured = converter.structure(value, type_)
        try:
            if validate is not None:
                validate(None, attribute, structured)
        except AttributeError:
            # A rule over several fields needs the record and is heard when that is made.
            pass
        return structured

    return structure
