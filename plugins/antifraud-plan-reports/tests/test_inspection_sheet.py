"""到校督查表: the claims that the rule draws, with the cells they stand in."""

from datetime import date
from pathlib import Path

import attrs
import pytest
from antifraud_plan_reports.settings import ReportSettings
from office_tools import audit_mistakes, microsoft_mistakes
from report_papers import MAY, REPORTS, open_empty, open_year

from antifraud_plan import draw_claims, draw_schools, find_places
from antifraud_plan.offers import Brief
from antifraud_plan.testing import render_markdown, render_word

KIND = REPORTS.require_document_kind("到校督查表")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    return open_year(tmp_path_factory.mktemp("year"))


def with_sample(brief: Brief, share: int, items: int) -> Brief:
    own = ReportSettings(inspect_share=share, inspect_items=items)
    return attrs.evolve(brief, settings={**brief.settings, ReportSettings: own})


def test_each_school_drawn_has_a_sheet_and_no_other(year: Brief) -> None:
    drawn = draw_schools(year.plan, year.tree.schools(), 25, on=MAY)
    papers = render_markdown(KIND, year)

    assert len(papers) == len(drawn) == 3
    assert all(any(each.name in paper for paper in papers.values()) for each in drawn)


def test_a_sheet_lists_the_claims_with_their_cells(year: Brief) -> None:
    assessment = year.assess()
    papers = "".join(render_markdown(KIND, with_sample(year, 100, 4)).values())
    for school in year.tree.schools():
        claims = draw_claims(year.plan, assessment, school, 4)
        for each in claims:
            assert find_places(each)[0].in_words in papers
    assert papers.count("□属实") == sum(
        len(draw_claims(year.plan, assessment, school, 4)) for school in year.tree.schools()
    )


def test_a_school_that_claims_nothing_is_visited_all_the_same(year: Brief) -> None:
    papers = render_markdown(KIND, with_sample(year, 100, 4))
    (silent,) = (paper for paper in papers.values() if "| 西例镇第一小学 |" in paper)

    assert "没有已报完成、还没有督查过的工作" in silent


def test_nobody_is_visited_before_anything_is_due() -> None:
    assert not render_markdown(KIND, open_empty(date(2023, 2, 6)))


def test_the_files_are_sound(year: Brief, tmp_path: Path) -> None:
    path = tmp_path / "sheet.docx"
    for data in render_word(KIND, with_sample(year, 100, 8)).values():
        path.write_bytes(data)
        assert microsoft_mistakes(path) == ""
        assert audit_mistakes(path) == ""
