"""考评表: every figure is the assessment's, in a workbook that adds up."""

import io
import re
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import attrs
import openpyxl
import pytest
from office_tools import microsoft_mistakes
from openpyxl import Workbook
from report_papers import MAY, REPORTS, open_empty, open_year

from antifraud_plan import Assessment, Status
from antifraud_plan.model.score import ScoreRule, Scoring
from antifraud_plan.offers import Brief, FileKind
from antifraud_plan.workspace import open_workspace

KIND = REPORTS.require_kind("考评表")
assert isinstance(KIND, FileKind)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    return open_year(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def assessment(year: Brief) -> Assessment:
    return year.assess()


def draw(brief: Brief) -> bytes:
    (document,) = KIND.documents(brief)
    return b"".join(document.chunks)


def read(data: bytes, *, formulas: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas)


@pytest.fixture(scope="module")
def book(year: Brief) -> Workbook:
    return read(draw(year))


def rows(book: Workbook, name: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in book[name].iter_rows(min_row=2, values_only=True)]


def test_schools_stand_group_by_group_in_the_order_of_their_ranks(
    book: Workbook, assessment: Assessment
) -> None:
    table = rows(book, "排名")
    ranked = {each.unit.name: each for each in assessment.appraisals if each.rank}

    assert {str(row[2]) for row in table} == set(ranked)
    for peers, rank, name, points, out_of, rate, silent, note in table:
        each = ranked[str(name)]
        short = [found for found in assessment.findings if found.expected.unit == each.unit]
        assert (peers, rank, note or "") == (each.peers, each.rank, "")
        assert points == pytest.approx(float(each.points))
        assert out_of == float(each.out_of)
        assert rate == pytest.approx(float(each.points / each.out_of))
        assert silent == sum(found.status.value == "未上报" for found in short)
    groups = [row[0] for row in table]
    assert groups == sorted(groups, key=groups.index)
    for above, below in pairwise(table):
        assert above[0] != below[0] or int(str(above[1])) <= int(str(below[1]))


def test_equals_share_a_rank(book: Workbook) -> None:
    places = {str(row[2]): row[1] for row in rows(book, "排名")}
    assert places["示例县第一实验小学"] == places["东示镇第一小学"] == 1
    assert places["东示镇第二小学"] == 3


def test_every_line_of_the_table_stands_beside_every_school(
    book: Workbook, year: Brief, assessment: Assessment
) -> None:
    head = [cell.value for cell in book["得分明细"][1]]
    assert head[1:-2] == [f"{rule.title}（{rule.points}分）" for rule in year.plan.scores]
    table = {row[0]: row for row in rows(book, "得分明细")}
    for each in assessment.appraisals:
        if not each.out_of:
            assert each.unit.name not in table
            continue
        row = table[each.unit.name]
        for line, cell in zip(each.lines, row[1:-2], strict=True):
            assert cell == (pytest.approx(float(line.points)) if line.is_judged else "—")
        assert row[-2:] == (pytest.approx(float(each.points)), float(each.out_of))


def test_the_deductions_explain_what_is_missing_from_the_score(
    book: Workbook, year: Brief, assessment: Assessment
) -> None:
    lost: dict[str, float] = {}
    for school, _, reference, points, name, _, reason, evidence in rows(book, "扣分明细"):
        lost[str(school)] = lost.get(str(school), 0) + float(str(points))
        assert reference in {year.plan.reference(rule.clause) for rule in year.plan.scores}
        assert name
        assert str(reason).endswith("。")
        assert evidence
    for each in assessment.appraisals:
        missing = float(each.out_of - each.points)
        assert lost.get(each.unit.name, 0.0) == pytest.approx(-missing)
    assert lost


def test_a_deduction_leads_to_its_cell(book: Workbook) -> None:
    evidence = {(row[0], row[1]): str(row[7]) for row in rows(book, "扣分明细")}
    assert "records/公安通报案件.csv第2行" in evidence["示例县第一中学", "不发生涉及师生的案件"]


def test_what_came_late_leads_to_the_line_of_the_log(tmp_path: Path) -> None:
    book = read(draw(open_year(tmp_path)))
    late = (row for row in rows(book, "扣分明细") if row[0] == "示例县第一中学" and row[5] == "第1季度季报表")
    ((file, _, line),) = {str(row[7]).partition("第") for row in late}
    log = (tmp_path / "county" / file).read_text(encoding="utf-8-sig").splitlines()
    assert log[int(line.strip("行")) - 1].startswith("2023-04-15,X02,季报表,第1季度")


def test_where_there_is_no_cell_it_says_what_came_or_did_not(book: Workbook) -> None:
    found = [(row[0], row[5], row[7]) for row in rows(book, "扣分明细")]
    assert ("西例镇中心学校", "3月", "没有收到3月月报表") in found
    assert ("东示镇第二小学", "第1季度", "第1季度季报表里没有可以认定的记录") in found
    assert not [each for each in found if each[2] == "没有记录"]


def test_what_is_ours_is_told_from_what_is_the_county_s(year: Brief) -> None:
    def notes(brief: Brief) -> str:
        return "".join(str(cell.value) for cell in read(draw(brief))["说明"]["A"])

    assert "其中13项的分值和算法原方案没有规定，是本底稿的理解" in notes(year)
    own = tuple(attrs.evolve(rule, readings={}) for rule in year.plan.scores)
    assert "本底稿" not in notes(attrs.evolve(year, plan=attrs.evolve(year.plan, scores=own)))


def test_formulas_give_what_is_cached(year: Brief) -> None:
    data = draw(year)
    cached, written = read(data), read(data, formulas=True)
    for row, own in zip(
        written["排名"].iter_rows(min_row=2), cached["排名"].iter_rows(min_row=2), strict=True
    ):
        formula = re.fullmatch(r"=SUM\(得分明细!B(\d+):([A-Z]+)\1\)", str(row[3].value))
        assert formula
        line = cached["得分明细"][int(formula[1])]
        assert line[0].value == own[2].value
        summed = cached["得分明细"][f"B{formula[1]}" : f"{formula[2]}{formula[1]}"][0]
        assert len(summed) == len(year.plan.scores)
        points = sum(cell.value for cell in summed if isinstance(cell.value, (int, float)))
        assert own[3].value == pytest.approx(points)
        assert row[5].value == f"=D{row[0].row}/E{row[0].row}"
        assert own[5].value == pytest.approx(points / own[4].value)
        sums = written["得分明细"][int(formula[1])]
        assert sums[-2].value == f"=SUM(B{formula[1]}:{formula[2]}{formula[1]})"
        assert line[-2].value == pytest.approx(points)


def test_charts_are_native_one_a_group(year: Brief, assessment: Assessment) -> None:
    groups = {each.peers for each in assessment.appraisals if each.rank}
    with zipfile.ZipFile(io.BytesIO(draw(year))) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == len(groups)
        assert all(b"<c:barChart>" in package.read(name) for name in charts)


def test_a_veto_is_said_and_leaves_nothing(year: Brief) -> None:
    veto = ScoreRule(
        "veto", "未上报", "5.4.2", ("4.1.2",), Scoring.VETO, authority="示例县教体局考评办法第三条"
    )
    brief = attrs.evolve(year, plan=attrs.evolve(year.plan, scores=(*year.plan.scores, veto)))
    book = read(draw(brief))
    row = next(row for row in rows(book, "排名") if row[2] == "西例镇中心学校")

    assert row[3] == 0
    assert row[7] == "未上报，依据示例县教体局考评办法第三条一票否决"
    appraisals = [each for each in brief.assess().appraisals if each.veto]
    assert appraisals
    lines = [row for row in rows(book, "扣分明细") if row[1] == "一票否决"]
    assert [row[0] for row in lines] == [each.unit.name for each in appraisals]


def test_a_name_that_looks_like_a_formula_stays_a_name(year: Brief) -> None:
    units = tuple(attrs.evolve(each, name="=1+1") if each.id == "X01" else each for each in year.tree)
    tree = attrs.evolve(year.tree, organisations=units)
    cells = read(draw(attrs.evolve(year, tree=tree)), formulas=True)["排名"]["C"]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_there_is_no_table_before_anything_is_due() -> None:
    assert not list(KIND.documents(open_empty(date(2023, 2, 6))))


def test_the_file_is_sound_and_the_same_every_time(year: Brief, tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    path.write_bytes(draw(year))
    assert microsoft_mistakes(path) == ""
    assert path.read_bytes() == draw(year)


def test_only_what_was_asked_for_is_scored(year: Brief) -> None:
    town = year.tree.require("Z02")
    book = read(draw(attrs.evolve(year, selected=(town,))))
    assert {str(row[2]) for row in rows(book, "排名")} == {
        "西例镇中心学校",
        "西例镇第一小学",
        "西例镇初级中学",
    }


OWN_TABLE = """
[[score]]
id = "meetings"
title = "例会"
points = 30
rule = "完成一项得分"
each = "6"

[[score]]
id = "plan-filed"
remove = true

[[score]]
id = "more"
title = "多宣传"
clause = "4.2.2"
items = ["4.1.2"]
points = 2
rule = "加分"
each = "0.5"

[[score]]
id = "silence"
title = "漏报"
clause = "5.4.2"
items = ["5.4.2"]
rule = "一票否决"
authority = "示例县教体局考评办法第三条"
"""


@pytest.fixture(scope="module")
def own_county(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """The county with a table of its own, written over ours in its plan file."""
    folder = tmp_path_factory.mktemp("own")
    open_year(folder)
    with (folder / "county" / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write(OWN_TABLE)
    return open_workspace(folder / "county", REPORTS).brief(on=MAY)


def test_a_county_writes_its_own_table_over_ours(own_county: Brief, year: Brief) -> None:
    ours = [rule.id for rule in year.plan.scores]
    assert [rule.id for rule in own_county.plan.scores] == [
        *(each for each in ours if each != "plan-filed"),
        "more",
        "silence",
    ]
    book = read(draw(own_county))
    heads = [str(cell.value) for cell in book["得分明细"][1]]

    assert "例会（30分）" in heads
    assert heads[-4:-2] == ["多宣传（最多加2分）", "漏报（一票否决）"]
    said = "".join(str(cell.value) for cell in book["说明"]["A"])
    assert f"合计{sum(rule.points for rule in own_county.plan.scores) - 2}分（加分另计）" in said
    assert "“完成一项得分”的，应得分按已经到期的项数算" in said
    assert "完成一项得分" not in "".join(str(cell.value) for cell in read(draw(year))["说明"]["A"])


def test_points_of_an_own_table_are_as_worked_out_by_hand(own_county: Brief) -> None:
    book = read(draw(own_county))
    heads = [str(cell.value) for cell in book["得分明细"][1]]
    points = {str(row[0]): dict(zip(heads, row, strict=True)) for row in rows(book, "得分明细")}
    met: dict[str, list[bool]] = {}
    for each in own_county.assess().findings:
        if each.expected.item == "4.1.2" and each.status.is_judged:
            met.setdefault(each.expected.unit.name, []).append(each.status is Status.MET)

    assert {len(each) for each in met.values()} == {3}  # February to April
    assert {name: points[name]["例会（30分）"] for name in met} == {
        name: 6 * sum(each) for name, each in met.items()
    }
    vetoed = {str(row[2]) for row in rows(book, "排名") if row[7]}
    assert {"示例县第一中学", "西例镇中心学校"} <= vetoed
    assert all(row[3] == 0 for row in rows(book, "排名") if row[2] in vetoed)
