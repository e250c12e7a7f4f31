"""In whose words a student promises: told from the school level and the name of the class, never guessed."""

import re
from collections.abc import Iterator

from antifraud_plan.model.characters import half_width
from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.terms import SchoolLevel

_NUMERALS = {numeral: grade for grade, numeral in enumerate("一二三四五六七八九", 1)}
_NUMERALS |= {str(grade): grade for grade in _NUMERALS.values()}
_GRADE = "([一二三四五六七八九1-9])"

# 小学三班 and 小学2023级1班 say the level and no grade; in higher schools the grade decides nothing.
_NAMED_LEVELS: tuple[tuple[re.Pattern[str], SchoolLevel], ...] = (
    (re.compile(r"(?:[托小中大]班|[托小中大]\(|学前|幼儿)()"), SchoolLevel.KINDERGARTEN),
    (re.compile(rf"小学(?:{_GRADE}(?:年级|\()|([一二三四五六])[0-9])?"), SchoolLevel.PRIMARY),
    (re.compile(f"初中?{_GRADE}"), SchoolLevel.JUNIOR),
    (re.compile(f"(?:中职|职高|职){_GRADE}"), SchoolLevel.VOCATIONAL),
    (re.compile(f"高中?{_GRADE}"), SchoolLevel.SENIOR),
)
_GRADE_ALONE = re.compile(f"{_GRADE}年级")
# 三（1）班 is a class of the third grade, of whatever level; 三班 is only the third class.
_GRADE_BEFORE_CLASS = re.compile(rf"{_GRADE}\(|([一二三四五六七八九])[0-9]")

_GRADES_BEFORE_CLASS = {
    SchoolLevel.PRIMARY: (1, 2, 3, 4, 5, 6),
    SchoolLevel.JUNIOR: (1, 2, 3, 7, 8, 9),
    SchoolLevel.SENIOR: (1, 2, 3),
    SchoolLevel.VOCATIONAL: (1, 2, 3),
}


def find_voice(class_name: str, levels: frozenset[SchoolLevel], guardian_grades: int) -> Voice | None:
    """Tell in whose words a student of a class promises; ``None`` where it cannot be told for sure.

    Args:
        class_name: as lists write it: 小班1班, 三年级2班, 三（2）班, 初一3班, 高二1班.
        levels: school levels of the class or, where it says none, of its school; empty if unknown.
        guardian_grades: up to which grade of primary school the guardian signs, 0 to 6.

    >>> primary, nine_years = {SchoolLevel.PRIMARY}, {SchoolLevel.PRIMARY, SchoolLevel.JUNIOR}
    >>> find_voice("二年级1班", frozenset(primary), 2), find_voice("七（1）班", frozenset(nine_years), 2)
    (<Voice.GUARDIAN: 'guardian'>, <Voice.JUNIOR: 'junior'>)

    In a class named by its year of entry only the level is known, and in primary school not who signs:

    >>> find_voice("2022级1班", frozenset(primary), 2)
    """
    possible = {
        voice
        for level, grade in possible_grades(class_name, levels)
        for voice in possible_voices(level, grade, guardian_grades)
    }
    return possible.pop() if len(possible) == 1 else None


def find_levels(class_name: str, levels: frozenset[SchoolLevel]) -> frozenset[SchoolLevel]:
    """Return the school levels a class may belong to: one where its name or the list decides.

    >>> nine_years = frozenset({SchoolLevel.PRIMARY, SchoolLevel.JUNIOR})
    >>> [level.value for level in find_levels("七（1）班", nine_years)]
    ['初中']
    """
    return frozenset(level for level, _ in possible_grades(class_name, levels))


def possible_grades(
    class_name: str, levels: frozenset[SchoolLevel]
) -> Iterator[tuple[SchoolLevel, int | None]]:
    """Yield every level the class may belong to, with its grade where the name tells it.

    The grade of a junior class counts from one in 初一 and from seven in 七年级.
    """
    told = tuple(_told("".join(half_width(class_name).split())))
    allowed = [(level, grade) for level, grade in told if not levels or level in levels]
    # A name that contradicts the list says nothing: the list's level stands, without a grade.
    yield from allowed or ((level, None) for level in levels)
    if SchoolLevel.SPECIAL in levels:
        yield SchoolLevel.SPECIAL, None


def _told(name: str) -> Iterator[tuple[SchoolLevel, int | None]]:
    for pattern, level in _NAMED_LEVELS:
        if found := pattern.match(name):
            yield level, next((_NUMERALS[each] for each in found.groups() if each), None)
            return
    if found := _GRADE_ALONE.match(name):
        grade = _NUMERALS[found.group(1)]
        yield (SchoolLevel.PRIMARY if grade <= 6 else SchoolLevel.JUNIOR), grade
    elif found := _GRADE_BEFORE_CLASS.match(name):
        grade = _NUMERALS[found.group(1) or found.group(2)]
        yield from ((level, grade) for level, grades in _GRADES_BEFORE_CLASS.items() if grade in grades)


def possible_voices(level: SchoolLevel, grade: int | None, guardian_grades: int) -> Iterator[Voice]:
    """Yield in whose words a student may promise: two in primary school while the grade is unknown."""
    match level:
        case SchoolLevel.KINDERGARTEN | SchoolLevel.SPECIAL:
            yield Voice.GUARDIAN
        case SchoolLevel.PRIMARY:
            if guardian_grades > 0 and (grade is None or grade <= guardian_grades):
                yield Voice.GUARDIAN
            if guardian_grades < 6 and (grade is None or grade > guardian_grades):
                yield Voice.PRIMARY
        case SchoolLevel.JUNIOR:
            yield Voice.JUNIOR
        case SchoolLevel.SENIOR | SchoolLevel.VOCATIONAL | SchoolLevel.HIGHER:
            yield Voice.SENIOR
