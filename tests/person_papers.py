"""A workspace whose schools have lists, and kinds of paper that are made for everybody on them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from antifraud_plan import Registry, builtin
from antifraud_plan.loading import LoadedPlan
from antifraud_plan.offers import Lists
from antifraud_plan.plugin import (
    Brief,
    Document,
    DocumentKind,
    FileKind,
    Item,
    Scope,
    StaffMember,
    Student,
    hookimpl,
)
from antifraud_plan.testing import small_county
from antifraud_plan.workspace import Workspace

CLASSES = {
    "示例县第一小学": {"三年级1班": ["张示例", "李示例", "王样例"], "三年级2班": ["赵示例", "钱样例"]},
    "示例县机关幼儿园": {"大班": ["孙模拟", "周模拟"]},
}
STAFF = ["陈示例", "林样例"]

PROMISE = """
# {{ title }}

我是{{ school }}的{{ name }}，我承诺不向陌生人转账。

承诺人：{{ name }}
"""
BRANCHING = "# {{ title }}\n\n{% if name %}{{ name }}承诺。{% endif %}\n"


def student_items(brief: Brief) -> Iterator[Item]:
    for school in brief.tree.schools():
        if brief.wants(school):
            shared = {"title": "承诺书", "school": school.name}
            students = [person for person in brief.people(school) if isinstance(person, Student)]
            for number, student in enumerate(students, 1):
                path = ("学生承诺书", school.name, student.class_name, f"{number:03}{student.name}")
                yield Item(path, "承诺书", {"name": student.name}, shared=shared)


def staff_items(brief: Brief) -> Iterator[Item]:
    for school in brief.tree.schools():
        if brief.wants(school):
            shared = {"title": "承诺书", "school": school.name}
            for person in brief.people(school):
                if isinstance(person, StaffMember):
                    path = ("教职工承诺书", school.name, person.name)
                    yield Item(path, "承诺书", {"name": person.name}, shared=shared)


def county_files(brief: Brief) -> Iterator[Document]:
    yield Document(("名录.txt",), "text/plain", tuple(f"{unit.name}\n".encode() for unit in brief.tree))


STUDENT_PLEDGE = DocumentKind("pupil-paper", "学生承诺书", Scope.PERSON, PROMISE, student_items)
STAFF_PLEDGE = DocumentKind("staff-paper", "教职工承诺书", Scope.PERSON, PROMISE, staff_items)
DIRECTORY = FileKind("directory", "名录", Scope.COUNTY, county_files)


@attrs.frozen
class Papers:
    """A plugin with the kinds of this module."""

    documents: tuple[DocumentKind, ...] = (STUDENT_PLEDGE, STAFF_PLEDGE)
    files: tuple[FileKind, ...] = (DIRECTORY,)

    @hookimpl
    def document_kinds(self) -> Iterable[DocumentKind]:
        return self.documents

    @hookimpl
    def file_kinds(self) -> Iterable[FileKind]:
        return self.files


def write_list(folder: Path, school: str, classes: Mapping[str, Iterable[str]]) -> Path:
    """Write a school's 名单: its students by class, then two members of staff."""
    rows = [f"学生,{name},{title}," for title, names in classes.items() for name in names]
    rows += [f"教职工,{name},,教师" for name in STAFF]
    path = folder / "名单" / f"{school}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["类别,姓名,班级,岗位", *rows, ""]), encoding="utf-8")
    return path


def make_workspace(
    folder: Path,
    papers: Papers = Papers(),
    classes: Mapping[str, Mapping[str, Iterable[str]]] = CLASSES,
) -> Workspace:
    """Return the small county of `antifraud_plan.testing` with lists of some of its schools."""
    for school, lists in classes.items():
        write_list(folder, school, lists)
    brief = small_county()
    registry = Registry([("builtin", builtin), ("papers", papers)])
    loaded = attrs.evolve(LoadedPlan.failed(()), plan=brief.plan, settings=brief.settings)
    return Workspace(folder, registry, loaded, Lists(brief.tree, brief.facts), ())
