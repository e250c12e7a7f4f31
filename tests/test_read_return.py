"""A return that a program has in memory is read as the same file in the folder returns is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import antifraud_plan_excel
import attrs
import pytest

from antifraud_plan import Document, ProblemsFoundError, build_documents, read_return
from antifraud_plan.offers import Brief
from antifraud_plan.plugin import ListTable, TableReader, hookimpl
from antifraud_plan.registry import Registry
from antifraud_plan.returns import read_returned_books
from antifraud_plan.testing import load_county, make_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return make_registry(antifraud_plan_excel)


@pytest.fixture(scope="module")
def brief(registry: Registry) -> Brief:
    county = load_county(registry, "county-education")
    return attrs.evolve(county, selected=(county.tree.require("S1"),), periods=frozenset({"3月"}))


@pytest.fixture(scope="module")
def workbook(brief: Brief, registry: Registry) -> Document:
    (made,) = build_documents(registry.require_kind("上报表"), brief)
    return made


def test_bytes_are_read_as_the_file_is(
    brief: Brief, registry: Registry, workbook: Document, tmp_path: Path
) -> None:
    data = b"".join(workbook.chunks)
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "三月.xlsx").write_bytes(data)
    (of_file,) = read_returned_books(tmp_path, registry, brief.plan, brief.tree)
    of_bytes = read_return(data, "returns/三月.xlsx", registry=registry, plan=brief.plan, tree=brief.tree)
    assert of_bytes == of_file
    assert of_bytes.identity is not None
    assert (of_bytes.identity.unit, of_bytes.identity.period) == ("S1", "3月")
    assert of_bytes.data() == data


def test_a_personal_number_in_the_name_is_told_and_masked(
    brief: Brief, registry: Registry, workbook: Document
) -> None:
    data, name = b"".join(workbook.chunks), "13900001234.XLSX"
    book = read_return(data, name, registry=registry, plan=brief.plan, tree=brief.tree)
    assert book.problems[0].code == "personal-number"
    assert "13900001234" not in f"{book.place}{book.problems}"


def _break(data: bytes, file: str) -> Mapping[str, ListTable]:
    raise ZeroDivisionError(file)


class _Broken:
    @hookimpl
    def table_readers(self) -> Iterator[TableReader]:
        yield TableReader("broken", ".json", _break)


@pytest.mark.parametrize(
    ("name", "code"),
    [("照片.jpg", "stray-file"), ("表.xlsx", "not-a-workbook"), ("表.json", "plugin-failed")],
)
def test_what_cannot_be_opened_is_refused(brief: Brief, name: str, code: str) -> None:
    readers = make_registry(antifraud_plan_excel, _Broken())
    with pytest.raises(ProblemsFoundError) as refused:
        read_return(b"x", name, registry=readers, plan=brief.plan, tree=brief.tree)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize("name", ["照片.jpg", "打包.rar"])
def test_what_is_no_table_may_be_packed_or_a_scan(brief: Brief, registry: Registry, name: str) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        read_return(b"x", name, registry=registry, plan=brief.plan, tree=brief.tree)
    [problem] = refused.value.problems
    assert "压缩包请先解压；照片、扫描件请用 antifraud-plan receive 登记。" in problem.remedy
