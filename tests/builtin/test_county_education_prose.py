"""The base plan reads as an official document does, and names no county and no year itself."""

import re
import tomllib
from datetime import date

from base_plan import BASE, PLAN, TEXT, paragraphs_of

from antifraud_plan.loading import load_plan
from antifraud_plan.model.pledges.promise import Voice


def test_five_sections_are_numbered() -> None:
    top = [entry.number + entry.section.title for entry in PLAN.outline.entries if entry.level == 1]
    assert top == ["一、指导思想", "二、工作目标", "三、组织领导", "四、工作任务", "五、工作要求"]
    assert PLAN.outline.reference("4.2.5") == "四（二）"


def test_propaganda_work_is_counted_off_to_six() -> None:
    leads = [
        lead
        for entry in PLAN.outline.entries
        for paragraph in entry.paragraphs
        for lead in paragraph.leads
        if lead
    ]
    assert leads == ["一是", "二是", "三是", "四是", "五是", "六是"]


def test_it_prints_on_a_few_pages() -> None:
    assert 2000 <= len(re.sub(r"\s", "", TEXT)) <= 3000


def test_clauses_flow_into_paragraphs() -> None:
    paragraphs = paragraphs_of(PLAN)
    assert len(paragraphs) <= len(PLAN.clauses) * 3 // 4
    line, page = 28, 22
    # More than a line, and no wall of text: the indent takes two characters.
    assert [text for text in paragraphs if not line < len(text) + 2 <= line * page * 2 // 3] == []


def test_fixed_terms_stand_in_quotation_marks() -> None:
    terms = (
        "党政同责、一岗双责、齐抓共管、失职追责",
        "管行业必须管安全、管业务必须管安全、管安全生产必须管安全",
        "平安校园",
        "阳光校园",
        "五进五级覆盖",
        "国家反诈中心APP",
    )
    assert [term for term in terms if f"“{term}”" not in TEXT] == []


def test_the_guiding_formula_is_a_field_and_is_printed_once() -> None:
    assert PLAN.guiding_formula == "以习近平新时代中国特色社会主义思想为指导"
    assert TEXT.count("习近平") == 1
    assert PLAN.guiding_formula in TEXT
    assert "习近平" not in "".join(str(clause.text) for clause in PLAN.clauses)


def test_punctuation_is_full_width_and_in_its_place() -> None:
    assert re.findall(r"[,;:!?()\[\]\"'~<> \u3000]|\.(?!\d)", TEXT.replace("\n", "")) == []
    for opening, closing in ("“”", "（）", "《》"):
        assert TEXT.count(opening) == TEXT.count(closing)
    assert re.findall(r"[，。；：、]{2,}|”、“|》、《|[，、；：。]”|“[，、；：。]", TEXT) == []
    assert all(text.endswith(("。", "：")) for text in paragraphs_of(PLAN))
    assert all(str(clause.text).endswith(("。", "：")) for clause in PLAN.clauses)


def test_a_heading_has_no_end_mark() -> None:
    assert [section.title for section in PLAN.sections if re.search(r"[，。；：]", section.title)] == []


def test_the_base_alone_lacks_only_what_a_county_must_say() -> None:
    loaded = load_plan(BASE.encode(), "plan.toml", bases={}, settings={})
    assert loaded.plan is None
    assert {problem.code for problem in loaded.problems} == {"missing-key"}
    quoted = {key for problem in loaded.problems for key in re.findall(r"“(\w+)”", problem.message)}
    assert quoted == {"year", "names", "issue"}


def test_title_is_made_of_the_county_s_own_names() -> None:
    assert TEXT.startswith("甲县教育系统2031年防范电信网络诈骗工作实施方案\n")


def test_prose_names_no_county_and_no_year_itself() -> None:
    prose = [str(clause.text) for clause in PLAN.clauses] + [section.title for section in PLAN.sections]
    assert [text for text in prose if re.search(r"县|20\d\d|〔", text)] == []


def test_every_term_is_used() -> None:
    prose = [clause.text for clause in PLAN.clauses]
    prose += [promise.wording(voice) for promise in PLAN.promises for voice in Voice]
    used = {slot.argument for text in prose for slot in text.slots}
    assert set(PLAN.terms) <= used


def test_base_holds_no_date_but_those_of_laws() -> None:
    def dates(value: object) -> list[date]:
        match value:
            case dict():
                return [found for key, item in value.items() if key != "legal_basis" for found in dates(item)]
            case list():
                return [found for item in value for found in dates(item)]
            case date():
                return [value]
            case _:
                return []

    assert dates(tomllib.loads(BASE)) == []


def test_laws_cited_are_listed_and_were_in_force_when_the_source_was_issued() -> None:
    in_force = {law.title: law.in_force for law in PLAN.legal_basis}
    cited = re.findall(r"《(.*?)》", TEXT)
    assert cited == ["中华人民共和国反电信网络诈骗法"]
    assert all(in_force[title] < date(2023, 1, 1) for title in cited)
    later = [law.title for law in PLAN.legal_basis if law.in_force > date(2023, 2, 28)]
    assert later == ["未成年人网络保护条例", "电信网络诈骗及其关联违法犯罪联合惩戒办法"]
