"""A metric of a county's own, as the how-to page writes it: measured, reported, and never ranked."""

import re
from pathlib import Path

import attrs
import openpyxl
import pytest
from antifraud_plan_excel.forms.returns import draw_returns
from antifraud_plan_excel.signing.signed import Signed
from report_papers import MAY, REPORTS, open_year, report

from antifraud_plan.model.returns.owed.due import derive_returns
from antifraud_plan.offers import Brief
from antifraud_plan.problems import ProblemsFoundError, Severity
from antifraud_plan.workspace import open_workspace

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "assess.md"
PERIOD = "2022—2023学年第二学期"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county with the page's lines in its plan, and one school's numbers of registered people."""
    folder = tmp_path_factory.mktemp("own")
    open_year(folder)
    (written,) = re.findall(r"```toml\n(\[\[metric\]\].*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    with (folder / "county" / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write(f"\n{written}")
    _send_numbers(folder / "county")
    return folder / "county"


def _send_numbers(folder: Path) -> None:
    brief = open_workspace(folder, REPORTS).brief()
    spec = next(each for each in brief.plan.returns if each.id == "app")
    due = next(
        each
        for each in derive_returns(brief.plan, brief.tree, spec)
        if each.unit.id == "X01" and each.period.label == PERIOD
    )
    (document,) = draw_returns(brief, [due], Signed({}))
    path = folder / "returns" / document.path[-1]
    path.write_bytes(b"".join(document.chunks))
    book = openpyxl.load_workbook(path)
    heads, *rows = book["反诈APP注册情况"].iter_rows()
    places = {str(cell.value).rstrip("*"): cell.column - 1 for cell in heads}
    for number, row in enumerate(rows[:2]):
        row[places["装得了的人数"]].value = 40
        row[places["已注册人数"]].value = 38 - number
    book.save(path)


@pytest.fixture(scope="module")
def brief(county: Path) -> Brief:
    return open_workspace(county, REPORTS).brief(on=MAY)


def test_it_is_measured_and_reported(brief: Brief) -> None:
    said = report(brief)
    assert "| 反诈APP注册率 | 教职工 | 38／40，95.0% | 100% | 未达标 |" in said
    assert "| 反诈APP注册率 | 家长 | 37／40，92.5% | 100% | 未达标 |" in said


def test_it_changes_no_score_and_no_rank(brief: Brief) -> None:
    without = attrs.evolve(
        brief.plan, metrics=tuple(each for each in brief.plan.metrics if each.id != "app-registration")
    )
    scores = [(each.unit.id, each.points, each.out_of, each.rank) for each in brief.assess().appraisals]
    of_others = attrs.evolve(brief, plan=without).assess().appraisals
    assert scores == [(each.unit.id, each.points, each.out_of, each.rank) for each in of_others]


def test_a_score_that_looks_at_it_is_refused(county: Path) -> None:
    plan = county / "plan.toml"
    kept = plan.read_text(encoding="utf-8")
    line = (
        '[[score]]\nid = "app"\ntitle = "注册"\nclause = "5.2"\nitems = ["app-registration"]\n'
        'points = 5\nrule = "按比例得分"\n'
    )
    plan.write_text(f"{kept}\n{line}", encoding="utf-8")
    try:
        with pytest.raises(ProblemsFoundError) as caught:
            open_workspace(county, REPORTS).brief(on=MAY)
    finally:
        plan.write_text(kept, encoding="utf-8")
    (problem,) = (each for each in caught.value.problems if each.severity is Severity.ERROR)
    assert problem.code == "score-of-unranked"
    assert str(problem.location).startswith("plan.toml:")


def test_ours_asks_for_no_telephone(county: Path, tmp_path: Path) -> None:
    assert "app-registration" not in {each.id for each in open_year(tmp_path).plan.metrics}
