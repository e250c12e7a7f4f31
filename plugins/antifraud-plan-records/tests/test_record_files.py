"""Record papers and questionnaires as Word files: valid, on their pages, also with long names."""

from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest
from antifraud_plan_records.entries import Row
from antifraud_plan_records.records import Signer
from office_tools import Page, audit_mistakes, convert_to_pdf, microsoft_mistakes, read_pages
from paper_words import words_of_docx, words_of_markdown
from record_briefs import KINDS, PAPERS, item_of, items_of, markdown, word

from antifraud_plan.offers import Brief, Item
from antifraud_plan.word import read_lines

LONG_SCHOOL = "某某土家族苗族自治县某某镇某某村九年一贯制寄宿学校（东校区）"
LONG_CLASS = "九年级实验班12班（寄宿）"
LONG_NAME = "阿卜杜热合曼·麦麦提吐尔逊·买买提依明·艾合买提江·吐尔逊"
PAGES = {
    "sign-in-sheet": 2,
    "sign-in-sheet-blank": 2,
    "questionnaire-students": 2,
    "questionnaire-staff": 2,
    "questionnaire-parents": 2,
    "questionnaire-key": 3,
}
RECORDS = [name for name in PAPERS if not name.startswith("questionnaire")]

# What is printed once is looked at by one worker.
pytestmark = pytest.mark.xdist_group("record-files")


def lengthen(item: Item) -> Item:
    """Give a record paper the longest names there are."""
    rows, signers = item.values["rows"], item.values["signers"]
    assert isinstance(rows, tuple)
    assert isinstance(signers, tuple)
    longer = {
        "school": LONG_SCHOOL,
        "rows": tuple(_lengthen_row(row) for row in rows),
        "signers": (*signers[:-1], *(Signer(signer.number, LONG_NAME) for signer in signers[-1:])),
    }
    return attrs.evolve(item, values={**item.values, **longer})


def _lengthen_row(row: Row) -> Row:
    return attrs.evolve(row, room=LONG_CLASS) if row.label == "班级" else row


@pytest.fixture(scope="module")
def files(demo: Brief, second: Brief, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """One file of each paper, records again with the longest names, and one school of another county."""
    folder = tmp_path_factory.mktemp("records")
    made = {name: word(PAPERS[name][0], demo, item_of(name, demo)) for name in PAPERS}
    made |= {f"{name}-long": word(PAPERS[name][0], demo, lengthen(item_of(name, demo))) for name in RECORDS}
    for kind in KINDS:
        for item in items_of(kind.name, second):
            if "样板区滨河学校" in item.path or kind.name.startswith("questionnaire"):
                made[f"second {kind.name} {item.path[-1]}"] = word(kind.name, second, item)
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


@pytest.mark.parametrize("name", PAPERS)
def test_microsofts_validator_accepts_it(files: Mapping[str, Path], name: str) -> None:
    assert microsoft_mistakes(files[name]) == ""


@pytest.mark.parametrize("name", PAPERS)
def test_openxml_audit_accepts_it(files: Mapping[str, Path], name: str) -> None:
    assert audit_mistakes(files[name]) == ""


@pytest.mark.parametrize("name", PAPERS)
def test_word_says_what_markdown_says(files: Mapping[str, Path], demo: Brief, name: str) -> None:
    text = markdown(PAPERS[name][0], item_of(name, demo))
    assert words_of_docx(files[name].read_bytes()) == words_of_markdown(text)


@pytest.mark.parametrize("name", PAPERS)
def test_it_has_as_many_pages_as_it_should(printed: Mapping[str, tuple[Page, ...]], name: str) -> None:
    assert len(printed[name]) == PAGES.get(name, 1)


@pytest.mark.parametrize("name", RECORDS)
def test_long_names_need_no_further_page_and_are_carried_exactly(
    files: Mapping[str, Path], printed: Mapping[str, tuple[Page, ...]], name: str
) -> None:
    assert len(printed[f"{name}-long"]) == PAGES.get(name, 1)
    assert LONG_SCHOOL in "".join(read_lines(files[f"{name}-long"].read_bytes()))


def test_another_countys_papers_keep_to_their_pages(printed: Mapping[str, tuple[Page, ...]]) -> None:
    pages = {name: len(found) for name, found in printed.items() if name.startswith("second")}
    assert {name for name in pages if "class-meeting-record" in name}
    for name, count in pages.items():
        kind = name.split(" ")[1]
        assert count <= {"sign-in-sheet": 2, "questionnaire": 2, "questionnaire-key": 3}.get(kind, 1), name


def test_a_record_fills_most_of_its_page(printed: Mapping[str, tuple[Page, ...]]) -> None:
    """There is room to write: what is printed last, the small line under the form, stands low."""
    for name in RECORDS:
        if PAGES.get(name, 1) == 1:
            assert printed[name][0].body[-1].bottom > 200


def test_the_heading_of_the_sign_in_lines_stands_on_every_page(
    printed: Mapping[str, tuple[Page, ...]],
) -> None:
    for page in printed["sign-in-sheet-blank"]:
        assert any("序号" in line.text for line in page.body)


def test_no_question_is_torn_between_pages(demo: Brief, printed: Mapping[str, tuple[Page, ...]]) -> None:
    second_page = printed["questionnaire-students"][1]
    assert not second_page.body[0].text.startswith("□")


def test_the_same_bytes_come_out_again(files: Mapping[str, Path], demo: Brief) -> None:
    for name in PAPERS:
        assert word(PAPERS[name][0], demo, item_of(name, demo)) == files[name].read_bytes()
