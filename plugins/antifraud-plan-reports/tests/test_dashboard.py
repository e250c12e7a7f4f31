"""考核看板: it says what the assessment says, in a real browser, offline, by hand and by keyboard."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs
import pytest
from antifraud_plan_reports.dashboard.data import TrendPoint, find_trend_days, gather
from antifraud_plan_reports.dashboard.lights import LIGHTS
from antifraud_plan_reports.dashboard.trend import draw_trend
from antifraud_plan_reports.lines import count_line
from browser import open_chromium
from office_tools import read_pages
from playwright.sync_api import Browser, Page, expect
from report_papers import MAY, REPORTS, open_empty, open_year

from antifraud_plan import Assessment, Exemption, Inspection, InspectionVerdict, Status
from antifraud_plan.offers import Brief, FileKind
from antifraud_plan.plugin import StatusTally
from antifraud_plan.problems import Location

KIND = REPORTS.require_kind("考核看板")
assert isinstance(KIND, FileKind)
WORST = (Status.UNREPORTED, Status.UNMET, Status.PARTLY, Status.MET, Status.NOT_YET_DUE, Status.EXEMPT)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    return open_year(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def assessment(year: Brief) -> Assessment:
    return year.assess()


def draw(brief: Brief) -> str:
    (document,) = KIND.documents(brief)
    return b"".join(document.chunks).decode()


@pytest.fixture(scope="module")
def file(year: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "考核看板.html"
    path.write_text(draw(year), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as found:
        yield found


class Complaints(list[str]):
    """What the browser complained of, or asked the network for."""


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


def visit(browser: Browser, file: Path, complaints: Complaints, **settings: object) -> Page:
    page = browser.new_page(**settings)  # type: ignore[arg-type]
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request", lambda request: complaints.append(request.url) if request.url != file.as_uri() else None
    )
    page.goto(file.as_uri())
    return page


@pytest.fixture
def page(browser: Browser, file: Path, complaints: Complaints) -> Iterator[Page]:
    page = visit(browser, file, complaints)
    yield page
    page.close()
    assert complaints == []


def shown(page: Page) -> list[str]:
    """The schools that can be seen, from above."""
    return page.locator("#schools tbody tr:visible th button").all_inner_texts()


def test_the_figures_are_the_assessments(page: Page, assessment: Assessment) -> None:
    found = Counter(each.status for each in assessment.findings)
    due = sum(number for status, number in found.items() if status.is_judged)
    counts = [found[each] for each in (Status.MET, Status.PARTLY, Status.UNMET, Status.UNREPORTED)]

    assert page.locator(".figures dd").all_inner_texts()[:5] == [str(each) for each in (due, *counts)]
    groups = [
        [int(cell) for cell in row.locator("td").all_inner_texts()[1:6]]
        for row in page.locator("#groups tbody tr").all()
    ]
    assert [sum(column) for column in zip(*groups, strict=True)] == [due, *counts]


def test_a_light_is_the_worst_of_a_schools_task(page: Page, year: Brief, assessment: Assessment) -> None:
    heads = page.locator("#schools thead th.task").all_inner_texts()
    items = {each.name: each.id for each in (*year.plan.tasks, *year.plan.submissions)}
    signs = {light.status: light.sign for light in LIGHTS}
    lit = 0
    for row in page.locator("#schools tbody tr").all():
        school = row.locator("th button").inner_text()
        for head, cell in zip(heads, row.locator("td[data-light]").all(), strict=True):
            item = items[head.split()[-1]]
            found = {
                each.status
                for each in assessment.findings
                if (each.expected.unit.name, each.expected.item) == (school, item)
            }
            worst = next((status for status in WORST if status in found), None)
            sign = cell.locator("[aria-hidden]").inner_text() if worst else "·"
            assert sign == (signs[worst] if worst else cell.inner_text())
            lit += worst is not None
    assert lit > 80


def test_lights_are_told_apart_without_colour() -> None:
    assert len({light.sign for light in LIGHTS}) == len({light.word for light in LIGHTS}) == len(Status)


def test_the_trend_is_that_of_the_months(page: Page, year: Brief) -> None:
    page.get_by_text("各月的数字").click()
    rows = [row.inner_text().split("\t") for row in page.locator(".trend-part tbody tr").all()]

    assert [row[0] for row in rows] == ["2023-02-28", "2023-03-31", "2023-04-30", "2023-05-20"]
    for day, due, met, _ in rows:
        tally = year.assess(on=date.fromisoformat(day)).tally()
        assert (int(due), int(met)) == (tally.judged, tally.met)
    assert page.locator("svg .value").all_text_contents() == [row[3] for row in rows if row[1] != "0"]


@pytest.mark.parametrize(
    ("first", "on", "days"),
    [
        ("2023-02-06", "2023-12-31", "2023-07-31 2023-08-31 2023-09-30 2023-10-31 2023-11-30 2023-12-31"),
        ("2023-03-31", "2023-05-01", "2023-03-31 2023-04-30 2023-05-01"),  # its very first day counts
        ("2023-04-01", "2023-05-01", "2023-04-30 2023-05-01"),
        ("2023-02-06", "2023-02-07", "2023-02-07"),
    ],
)
def test_the_trend_looks_at_half_a_year_at_most_and_never_before_the_plan(
    first: str, on: str, days: str
) -> None:
    found = find_trend_days(date.fromisoformat(first), date.fromisoformat(on))
    assert [str(each) for each in found] == days.split()


def draw_points(*tallies: tuple[int, int]) -> list[tuple[float, float]]:
    """Where the dots of a trend stand, of counts of what is done and due."""
    points = [
        TrendPoint(
            date(2023, month, 1),
            count_line("", StatusTally.of([Status.MET] * met + [Status.UNMET] * (due - met))),
        )
        for month, (met, due) in enumerate(tallies, 1)
    ]
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="(.*?)" cy="(.*?)"', draw_trend(points))]


def test_more_done_stands_higher_and_later_stands_further_right() -> None:
    low, high, whole = draw_points((1, 4), (2, 4), (4, 4))
    assert low[1] > high[1] > whole[1]
    assert low[0] < high[0] < whole[0]
    assert (low[1] - high[1]) * 2 == pytest.approx(high[1] - whole[1], abs=0.2)


def test_a_month_of_which_nothing_was_due_has_no_dot_and_a_single_dot_stands_in_the_middle() -> None:
    (only,) = draw_points((0, 0), (1, 2))
    first, last = draw_points((1, 2), (1, 2))
    assert only[0] == pytest.approx((first[0] + last[0]) / 2, abs=0.2)
    assert only[1] == first[1] == last[1]


def test_a_school_not_open_yet_has_no_row(year: Brief) -> None:
    units = tuple(
        attrs.evolve(each, opened=date(2023, 9, 1)) if each.id == "X01" else each for each in year.tree
    )
    page = draw(attrs.evolve(year, tree=attrs.evolve(year.tree, organisations=units)))
    assert "示例县第一实验小学" in draw(year)
    assert "示例县第一实验小学" not in page


def test_of_one_township_only_its_schools_are_shown(year: Brief) -> None:
    page = draw(attrs.evolve(year, selected=(year.tree.require("Z01"),)))
    assert "东示镇第一小学" in page
    assert "示例县第一中学" not in page
    assert "西例镇" not in page


def test_what_an_assessment_leaves_open_is_a_dash(year: Brief) -> None:
    unscored = tuple(
        attrs.evolve(each, lines=(), rank=None) if each.unit.id == "X01" else each
        for each in year.assess().appraisals
    )
    board = gather(year, [attrs.evolve(year.assess(), appraisals=unscored)])
    scores = {row.name: (row.score, row.place) for row in board.schools}
    assert scores.pop("示例县第一实验小学") == ("—", "—")
    assert all("／" in score and "第" in place for score, place in scores.values())


def test_a_light_of_what_is_not_due_counts_nothing(year: Brief) -> None:
    # The meetings of February are judged where returns came; the silent have time until 5 March.
    early = gather(year, [year.assess(on=date(2023, 3, 4))])
    waiting = {cell.said for row in early.schools for cell in row.cells if cell.said.startswith("未到期")}
    assert waiting == {"未到期"}


def test_an_inspection_is_the_first_thing_a_finding_rests_on(year: Brief, assessment: Assessment) -> None:
    seen = next(each for each in assessment.findings if each.proofs and each.status is Status.MET)
    said = Inspection(
        seen.expected.unit.id,
        seen.expected.item,
        seen.expected.part,
        seen.expected.period.label,
        MAY,
        InspectionVerdict.TRUE,
        "会议记录齐全",
        Location("records/到校督查记录.csv", 7, 1),
    )
    findings = tuple(
        attrs.evolve(each, inspection=said, status=Status.UNMET) if each is seen else each
        for each in assessment.findings
    )
    details = gather(year, [attrs.evolve(assessment, findings=findings)]).details
    texts = details["texts"]
    inspected = texts.index("records/到校督查记录.csv第7行")
    (row,) = (row for rows in details["findings"] for row in rows if inspected in row[4])
    assert row[4][0] == inspected
    assert len(row[4]) > 1


def test_no_number_of_a_person_is_in_the_page(year: Brief, assessment: Assessment) -> None:
    exempt = Exemption("x", ("4.1.2",), MAY, MAY, "王某13900001234说的", "县教体局法安股")
    rest = list(assessment.findings)
    first = rest.pop(next(n for n, each in enumerate(rest) if each.expected.item == "4.1.2"))
    told = attrs.evolve(first, status=Status.EXEMPT, exemption=exempt)
    texts = gather(year, [attrs.evolve(assessment, findings=(told, *rest))]).details["texts"]
    assert any("＊＊＊" in text for text in texts)
    assert not any("13900001234" in text for text in texts)


def test_one_drills_down_to_file_and_cell(page: Page, assessment: Assessment) -> None:
    page.locator("#groups button", has_text="东示镇中心学校").click()
    assert "东示镇第二小学" in shown(page)
    assert "示例县第一中学" not in shown(page)
    page.locator("#schools tbody button", has_text="东示镇第二小学").click()
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    assert dialog.locator("h2").inner_text() == "东示镇第二小学"
    expect(dialog.locator("li", has_text="未完成")).to_contain_text("应完成1次，上报表里没有一次可以认定。")
    wanted = {
        str(proof.source.locate(""))
        for each in assessment.findings
        for proof in each.proofs
        if each.expected.unit.name == "东示镇第二小学" and proof.source
    }
    assert wanted
    assert set(dialog.locator("code").all_inner_texts()) == wanted


def test_a_light_opens_its_own_task_only(page: Page) -> None:
    row = page.locator("#schools tbody tr", has_text="示例县第一中学")
    row.locator("button.light").first.click()
    dialog = page.locator("dialog")

    assert dialog.locator("h3").all_inner_texts() == ["四（一）　防范工作专题会议"]
    expect(dialog.locator("li", has_text="未上报")).to_contain_text("3月")
    dialog.get_by_role("button", name="关闭").click()
    expect(dialog).to_be_hidden()


def test_schools_are_filtered_by_name_group_and_status(page: Page, assessment: Assessment) -> None:
    everybody = shown(page)
    page.get_by_label("学校", exact=True).fill("初级")
    assert shown(page) == ["东示镇初级中学", "西例镇初级中学"]
    expect(page.locator("#shown")).to_have_text("显示2所，共11所")
    page.get_by_label("状态").select_option(label="有“未上报”的")
    assert shown(page) == ["西例镇初级中学"]
    page.locator("#group").select_option("东示镇中心学校")
    assert shown(page) == []
    expect(page.get_by_text("没有符合条件的学校。")).to_be_visible()
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator("#schools tbody tr:visible")).to_have_count(11)
    expect(page.locator("#shown")).to_have_text("共11所")
    assert shown(page) == everybody
    page.get_by_label("状态").select_option(label="有“未上报”的")
    silent = [each.expected.unit.name for each in assessment.findings if each.status is Status.UNREPORTED]
    assert set(shown(page)) == set(silent)


def read_rates(page: Page) -> list[float]:
    column = page.locator("#schools tbody td:nth-child(2)")
    return [float(each.rstrip("%")) for each in column.all_inner_texts()]


def test_schools_are_sorted_by_any_column(page: Page) -> None:
    county = shown(page)
    page.locator("th[data-sort=rate] button").click()
    rates = [
        float(each.rstrip("%")) for each in page.locator("#schools tbody td:nth-child(2)").all_inner_texts()
    ]
    assert rates == sorted(rates)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("完成率")
    page.locator("th[data-sort=rate] button").click()
    rates = [
        float(each.rstrip("%")) for each in page.locator("#schools tbody td:nth-child(2)").all_inner_texts()
    ]
    assert rates == sorted(rates, reverse=True)
    page.locator("th.task button", has_text="教职工集中培训").click()
    assert shown(page)[-1] not in {"东示镇第二小学", "西例镇第一小学"}
    assert set(shown(page)[:4]) == {"东示镇第二小学", "西例镇中心学校", "西例镇第一小学", "西例镇初级中学"}
    page.locator("th[data-sort=name] button").click()
    assert shown(page) == county


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.id || document.activeElement.closest('table')?.id || ''")
        )
        if page.evaluate("document.activeElement.closest('#schools tbody') !== null"):
            break
    assert {"groups", "find", "group", "status", "schools"} <= reached
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('#schools') !== null"), "focus is where it was"


def test_a_phone_shows_it_without_moving_the_page_sideways(
    browser: Browser, file: Path, complaints: Complaints
) -> None:
    page = visit(browser, file, complaints, viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    light = page.locator("#schools tbody button.light").first
    light.tap()
    expect(page.locator("dialog")).to_be_visible()
    size = light.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 36, "big enough for a thumb"
    assert complaints == []
    page.close()


def test_it_prints_every_school(browser: Browser, file: Path, complaints: Complaints, tmp_path: Path) -> None:
    page = visit(browser, file, complaints)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = "".join(line.text for sheet in read_pages(tmp_path / "page.pdf") for line in sheet.lines)
    assert all(name in text.replace(" ", "") for name in shown(page))
    assert "清除筛选" not in text
    page.close()


def test_the_headings_stand_on_every_printed_page(
    browser: Browser, file: Path, complaints: Complaints, tmp_path: Path
) -> None:
    page = visit(browser, file, complaints)
    page.evaluate(
        "() => { const body = document.querySelector('#schools tbody'); const rows = [...body.rows];"
        " for (let n = 0; n < 8; n++) rows.forEach((row) => body.append(row.cloneNode(true))); }"
    )
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    sheets = ["".join(line.text for line in sheet.lines) for sheet in read_pages(tmp_path / "page.pdf")]
    of_schools = [text.replace(" ", "") for text in sheets if "小学第" in text]
    assert len(of_schools) > 2
    assert all("考评得分" in text and "四（一）" in text for text in of_schools)
    page.close()


def test_it_is_a_table_without_scripts_too(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("#schools tbody tr").count() == 11
    expect(page.get_by_text("浏览器没有开启脚本")).to_be_visible()
    context.close()


def test_names_cannot_become_part_of_the_page(
    browser: Browser, year: Brief, complaints: Complaints, tmp_path: Path
) -> None:
    hostile = "</script><img src=x onerror=document.title=1>'\"&"
    units = tuple(attrs.evolve(each, name=hostile) if each.id == "X01" else each for each in year.tree)
    file = tmp_path / "hostile.html"
    tree = attrs.evolve(year.tree, organisations=units)
    file.write_text(draw(attrs.evolve(year, tree=tree)), encoding="utf-8")
    page = visit(browser, file, complaints)

    assert hostile in shown(page)
    page.locator("#schools tbody button").first.click()
    assert page.locator("dialog h2").inner_text() == hostile
    assert page.locator("img").count() == 0
    assert page.title() != "1"
    assert complaints == []
    page.close()


def test_the_page_refers_to_nothing_outside(year: Brief) -> None:
    page = draw(year)
    assert not re.findall(r"(?:src|href|url)\s*[=(]", page)
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in html.unescape(page)


def test_numbers_that_could_be_a_persons_are_masked(year: Brief) -> None:
    page = draw(year)
    details = json.loads(re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)[0])
    assert len(details["schools"]) == 11
    assert not [text for text in details["texts"] if re.search(r"\d{11}", text)]


def test_there_is_no_page_before_anything_is_due() -> None:
    assert not list(KIND.documents(open_empty(date(2023, 2, 6))))
    assert list(KIND.documents(open_empty(MAY)))
