"""The demo county's Word files: valid, printed as they should be, the same wherever and whenever made."""

import hashlib
import itertools
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest
from antifraud_plan_documents.settings import DocumentSettings
from document_papers import PAPERS, markdown, word
from office_tools import (
    Page,
    audit_mistakes,
    convert_to_pdf,
    is_full,
    is_indented,
    microsoft_mistakes,
    read_pages,
)
from paper_words import words_of_docx, words_of_markdown

from antifraud_plan.offers import Brief
from antifraud_plan.word.typesetting.text import text_width

PAGES = {
    "county-plan": 6,
    "notice": 7,
    "drafting-slip": 1,
    "schedule": 5,
    "school-plan-complete": 6,
    "school-plan-partial": 4,
    "school-plan-empty": 4,
    "annexed": 8,
    "unsealed": 6,
    "long-slip": 1,
}
# Eighteen characters, as the longest names of counties make them.
LONG_BUREAU = "某某土家族苗族自治县教育和体育局本级"
# What is printed once is looked at by one worker.
pytestmark = pytest.mark.xdist_group("document-files")

LEFT, WIDTH = 28.0, 156.0  # binding margin and type area, millimetres


@pytest.fixture(scope="module")
def files(demo: Brief, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """One file of each kind, and the county's with the other settings."""
    folder = tmp_path_factory.mktemp("papers")
    made = {name: word(kind, demo, school) for name, (kind, school) in PAPERS.items()}
    made["annexed"] = word("notice", _with(demo, DocumentSettings(plan_as_annex=True)))
    made["unsealed"] = word("county-plan", _with(demo, DocumentSettings(sealed=False)))
    names = attrs.evolve(demo.plan.names, bureau=LONG_BUREAU)
    issue = attrs.evolve(demo.plan.issue, copies_to=("自治州教育和体育局",) * 4)
    county = attrs.evolve(demo, plan=attrs.evolve(demo.plan, names=names, issue=issue))
    made["long-slip"] = word("drafting-slip", _with(county, DocumentSettings(plan_as_annex=True)))
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    return {name: folder / f"{name}.docx" for name in made}


@pytest.fixture(scope="module")
def printed(
    files: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, tuple[Page, ...]]:
    """Every file as LibreOffice prints it, from one start of the program."""
    made = convert_to_pdf(list(files.values()), tmp_path_factory.mktemp("printed"))
    return {name: read_pages(pdf) for name, pdf in zip(files, made, strict=True)}


def _with(brief: Brief, settings: DocumentSettings) -> Brief:
    return attrs.evolve(brief, settings={**brief.settings, DocumentSettings: settings})


@pytest.mark.parametrize("name", PAGES)
def test_microsofts_validator_accepts_it(files: Mapping[str, Path], name: str) -> None:
    assert microsoft_mistakes(files[name]) == ""


@pytest.mark.parametrize("name", PAGES)
def test_openxml_audit_accepts_it(files: Mapping[str, Path], name: str) -> None:
    assert audit_mistakes(files[name]) == ""


@pytest.mark.parametrize("name", PAPERS)
def test_word_says_what_markdown_says(files: Mapping[str, Path], demo: Brief, name: str) -> None:
    kind, school = PAPERS[name]
    assert words_of_docx(files[name].read_bytes()) == words_of_markdown(markdown(kind, demo, school))


@pytest.mark.parametrize("name", PAGES)
def test_it_has_as_many_pages_as_it_should(printed: Mapping[str, tuple[Page, ...]], name: str) -> None:
    assert len(printed[name]) == PAGES[name]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "schedule"])  # its numbers lie too
def test_every_page_is_numbered(printed: Mapping[str, tuple[Page, ...]], name: str) -> None:
    numbers = [page.number.text.replace(" ", "") for page in printed[name]]
    assert numbers == [f"—{number}—" for number in range(1, len(numbers) + 1)]


def test_pages_of_body_text_have_22_lines(printed: Mapping[str, tuple[Page, ...]]) -> None:
    _, *body, _ = printed["county-plan"]
    assert [len(page.body) for page in body] == [22] * 4


def test_full_lines_of_chinese_have_28_characters(printed: Mapping[str, tuple[Page, ...]]) -> None:
    _, *body, _ = printed["county-plan"]
    full = 0
    for page in body:
        for line, following in itertools.pairwise(page.body):
            if is_indented(following) or len(line.text) != text_width(line.text):
                continue
            assert is_full(line, following), line.text
            full += 1
    assert full > 20


@pytest.mark.parametrize(
    "name", ["county-plan", "unsealed", "school-plan-complete", "school-plan-partial", "school-plan-empty"]
)
def test_signature_and_date_never_stand_on_a_page_without_text(
    printed: Mapping[str, tuple[Page, ...]], name: str
) -> None:
    lines = [line.text for line in printed[name][-1].body]
    assert lines[-1] == "2023年2月6日"
    assert len(lines) > 2


@pytest.mark.parametrize(("name", "characters"), [("county-plan", 4), ("unsealed", 2)])
def test_the_date_stands_where_seal_or_no_seal_wants_it(
    printed: Mapping[str, tuple[Page, ...]], name: str, characters: int
) -> None:
    from_the_right = LEFT + WIDTH - printed[name][-1].body[-1].right
    assert from_the_right == pytest.approx(characters * WIDTH / 28, abs=1.5)


def test_the_schedule_lies_on_its_side_and_repeats_its_head(printed: Mapping[str, tuple[Page, ...]]) -> None:
    for page in printed["schedule"]:
        assert page.width > page.height
        assert any("工作任务" in line.text and "佐证材料" in line.text for line in page.lines)


def test_titles_are_broken_by_meaning(printed: Mapping[str, tuple[Page, ...]]) -> None:
    notice = [line.text for line in printed["notice"][0].body]
    assert "关于印发《示例县教体系统2023年" in notice
    assert "防范电信网络诈骗工作实施方案》的通知" in notice


def test_the_same_bytes_come_out_in_another_place_and_another_language(demo: Brief) -> None:
    here = _digests(demo)
    for zone, language, seed in (("Asia/Shanghai", "C", "1"), ("America/New_York", "zh_CN.UTF-8", "2")):
        environment = os.environ | {
            "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, __file__], capture_output=True, encoding="utf-8", check=False, env=environment
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == here


def _digests(brief: Brief) -> list[str]:
    return [hashlib.sha256(word(kind, brief, school)).hexdigest() for kind, school in PAPERS.values()]


if __name__ == "__main__":
    from document_papers import open_demo

    print("\n".join(_digests(open_demo())))  # noqa: T201 - the test above reads it
