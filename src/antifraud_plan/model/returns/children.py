"""Which classes may be of children under fourteen, whom a return counts and never names."""

from antifraud_plan.model.pledges.stage import possible_grades
from antifraud_plan.model.terms import SchoolLevel

_OLDER = frozenset({SchoolLevel.SENIOR, SchoolLevel.VOCATIONAL, SchoolLevel.HIGHER})
_LAST_JUNIOR_GRADE = frozenset({3, 9})  # 初三 and 九年级


def may_be_under_fourteen(class_name: str, levels: frozenset[SchoolLevel]) -> bool:
    """Tell whether a class is not surely one of the last grade of junior school or above.

    No list states an age: children start school at six, so that some of the eighth grade are thirteen.

    Args:
        class_name: as lists or schools write it.
        levels: school levels of the class or, where it says none, of its school; empty if unknown.

    >>> nine_years = frozenset({SchoolLevel.PRIMARY, SchoolLevel.JUNIOR})
    >>> may_be_under_fourteen("八年级1班", nine_years), may_be_under_fourteen("九年级1班", nine_years)
    (True, False)

    A class of which nothing is known may be:

    >>> may_be_under_fourteen("1班", frozenset())
    True
    """
    possible = list(possible_grades(class_name, levels))
    return not possible or not all(
        level in _OLDER or (level is SchoolLevel.JUNIOR and grade in _LAST_JUNIOR_GRADE)
        for level, grade in possible
    )
