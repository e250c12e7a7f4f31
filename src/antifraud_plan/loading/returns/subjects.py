"""Whom and what a row of a return is about: school, task and class, by the names that schools write."""

from collections.abc import Callable, Sequence

import attrs

from antifraud_plan.loading.lists.cells import quote
from antifraud_plan.loading.returns.known import Known, fold
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form
from antifraud_plan.model.organisation import Organisation
from antifraud_plan.model.returns.children import may_be_under_fourteen
from antifraud_plan.model.returns.evidence import Value
from antifraud_plan.problems import Location, Problem, Severity, suggest


@attrs.define
class Reading:
    """What is known of a row while it is read.

    Attributes:
        values: column id → value.
        locate: column id → place.
        problems: each with the column it is about.
    """

    values: dict[str, Value]
    locate: Callable[[str], Location]
    problems: list[tuple[Column, Problem]]

    def report(self, column: Column, problem: Problem) -> None:
        """Take a problem of one column."""
        self.problems.append((column, problem))


class SubjectFinder:
    """Finds whom and what the rows of one sheet are about.

    Args:
        form: describes the columns.
        known: who and what may be named.
        schools: whose records the sheet may hold; any if empty.
    """

    def __init__(self, form: Form, known: Known, schools: Sequence[Organisation]) -> None:
        self._form, self._known, self._schools = form, known, schools
        self._unit = form.find_kind(ColumnKind.UNIT)
        self._task = form.find_kind(ColumnKind.TASK)
        self._class = form.find_kind(ColumnKind.CLASS)
        self._naming = tuple(column for column in form.columns if column.names_person)

    def find_unit(self, reading: Reading, *, is_filled: bool) -> Organisation | None:
        """Return the school that a row names, the only one it can be where it names none."""
        column, alone = self._unit, self._schools[0] if len(self._schools) == 1 else None
        written = reading.values.get(column.id) if column else None
        if column is None or written is None:
            is_told = any(each is column for each, _ in reading.problems)
            if column is not None and alone is None and is_filled and not is_told:
                message = f"“{column.heading}”没有填，不知道是哪所学校的。"
                reading.report(column, Problem("blank-cell", message, reading.locate(column.id), "请填写。"))
            return alone
        unit = self._known.find_unit(str(written))
        if unit is not None and (unit in self._schools or not self._schools):
            return unit
        alike = [
            each for each in self._schools or self._known.schools if fold(each.name) == fold(str(written))
        ]
        if len(alike) == 1:  # another township has a school of this name too
            return alike[0]
        reading.report(column, self._refuse_unit(str(written), unit, alike, reading.locate(column.id)))
        return None

    def _refuse_unit(
        self, written: str, unit: Organisation | None, alike: Sequence[Organisation], place: Location
    ) -> Problem:
        heading = self._unit.heading if self._unit else ""
        if unit is not None:
            message = f"“{heading}”里的{quote(unit.name)}不由本报送单位报送。"
            remedy = "请删去这一行，由该校或它的报送单位填报。"
            return Problem("school-not-reported-here", message, place, remedy)
        if alike:
            message = f"单位名册里有 {len(alike)} 个{quote(written)}，不知道“{heading}”说的是哪一个。"
            remedy = f"请写编号：{'、'.join(each.id for each in alike)}。"
            return Problem("unknown-school", message, place, remedy)
        message = f"“{heading}”里的{quote(written)}不在单位名册里。"
        names = [school.name for school in self._schools or self._known.schools]
        remedy = suggest(written, names) or "请从下拉列表选，或照单位名册的写法填写。"
        return Problem("unknown-school", message, place, remedy)

    def find_item(self, reading: Reading) -> str:
        """Return the id of the task that a row names; empty where that cannot be told."""
        column = self._task
        if column is None:
            return self._form.records[0] if len(self._form.records) == 1 else ""
        written = reading.values.get(column.id)
        if written is None:
            return ""
        item = self._known.find_item(self._form, str(written))
        if not item:
            names = self._known.items_of(self._form)
            message = f"“{column.heading}”里的{quote(str(written))}不是这张表要报的工作任务。"
            remedy = suggest(str(written), names) or "请从下拉列表选，或照县方案的名称填写。"
            reading.report(column, Problem("unknown-task", message, reading.locate(column.id), remedy))
        return item

    def find_class(self, reading: Reading, unit: Organisation | None) -> str:
        """Return the id of the class of *unit* that a row names; empty where it names none."""
        column = self._class
        written = reading.values.get(column.id) if column else None
        if column is None or written is None or unit is None:
            return ""
        names = self._known.classes_of(unit)
        class_ = names.find(str(written))
        if class_ is not None and class_.name == written:
            return class_.id
        place = reading.locate(column.id)
        if class_ is None:
            message = f"“{column.heading}”里的{quote(str(written))}不在{quote(unit.name)}的班级表里。"
            # No guess: the nearest spelling of “1班” is some other class, and who follows it reports wrongly.
            example = "".join(f"，如“{name}”" for name in tuple(names.names)[:1])
            remedy = f"请从下拉列表选，一格只填一个班{example}；不是按班开展的，这一格留空。"
            reading.report(column, Problem("unknown-class", message, place, remedy))
            return ""
        message = f"“{column.heading}”里的{quote(str(written))}按“{class_.name}”读。"
        reading.report(column, Problem("read-as", message, place, severity=Severity.NOTE))
        reading.values[column.id] = class_.name
        return class_.id

    def refuse_children(self, reading: Reading, unit: Organisation | None) -> None:
        """Refuse what names a person in the row of a class of children; what it says is never repeated."""
        column = self._class
        named = [each for each in self._naming if each.id in reading.values]
        if column is None or not named:
            return
        written = str(reading.values.get(column.id, ""))
        if not written and not any(each is column for each, _ in reading.problems):
            return  # a member of the staff is of no class
        class_ = self._known.classes_of(unit).find(written) if unit is not None else None
        levels = (class_.levels if class_ else frozenset()) or (unit.levels if unit else frozenset())
        if not may_be_under_fourteen(class_.name if class_ else written, levels):
            return
        for each in named:
            message = f"“{each.heading}”不能填：初二及以下的学生可能不满14周岁，不记名。"
            remedy = "请清空这一格，只写班级和张数，不写姓名和卡号；已是初三以上的，请把班级名称写明白。"
            reading.report(each, Problem("child-named", message, reading.locate(each.id), remedy))
