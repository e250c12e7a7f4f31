"""Long titles break by meaning, into lines of a pleasing outline (GB/T 9704, 7.3.1)."""

import io
import itertools
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.word import DocumentProperties, Layout, build_template, compile_template, parse_source
from antifraud_plan.word.typesetting.text import text_width
from antifraud_plan.word.typesetting.titles import break_title

CAPACITY = 19.3  # what the official layout allows

# One line of the list is one printed line; the table was set by hand, as an office would type it.
BROKEN_BY_HAND = [
    ["示例县教体系统2023年", "防范电信网络诈骗工作实施方案"],
    ["示例县教育体育局", "关于印发《示例县教体系统2023年", "防范电信网络诈骗工作实施方案》的通知"],
    ["关于印发《示例县教体系统2023年", "防范电信网络诈骗工作实施方案》的通知"],
    ["示例县第一实验小学2023年", "防范电信网络诈骗工作实施方案"],
    ["示例区教育局关于印发《示例区教育系统", "2024年预防学生溺水专项行动方案》的通知"],
    ["关于做好示例县教体系统", "2023年电信网络诈骗和非法集资", "宣传教育专项行动方案"],
    ["示例县教育体育局", "关于做好某某市某某区中小学", "预防学生溺水工作实施方案"],
    [
        "关于做好某某市某某区中小学",
        "2023—2024学年电信网络诈骗",
        "和非法集资宣传教育工作实施方案的通知",
    ],
    [
        "某某土家族苗族自治县教育和体育局",
        "示例县示例镇中心学校2023—2024学年",
        "预防学生溺水工作实施方案",
    ],
    ["示例县教育体育局关于2023年度", "防范电信网络诈骗工作情况的通报"],
    [
        "某某土家族苗族自治县教育和体育局",
        "关于印发《某某土家族苗族自治县教体系统",
        "2023年防范电信网络诈骗和非法集资",
        "宣传教育工作实施方案》的通知",
    ],
]

# Long names of schools: a further line is better than a word in two, or a line without any margin.
SCHOOLS_BROKEN_BY_HAND = [
    ["示例县某某镇第一初级中学东校区学校", "2023年防范电信网络诈骗工作实施方案"],
    ["示例县城南新区实验学校南校区2023年", "防范电信网络诈骗工作实施方案"],
    ["示例县第一实验学校（初中部）2023年", "防范电信网络诈骗工作实施方案"],
    ["示例县城南新区外国语实验学校（初中部）", "2023年防范电信网络诈骗工作实施方案"],
    ["某某土家族苗族自治县第二实验中学", "（北校区）2023年防范电信网络诈骗", "工作实施方案"],
    ["某某土家族苗族自治县民族中学", "初中部2023年防范电信网络诈骗", "工作实施方案"],
    ["示例市城南新区九年一贯制实验学校", "城南新区校区2023年防范电信网络诈骗", "工作实施方案"],
    ["示例县革命烈士李某某同志纪念小学", "示例镇分校2023年防范电信网络诈骗", "工作实施方案"],
    [
        "示例市示例区教育和体育局",
        "关于追授某某某同志示例市",
        "优秀共产党员称号",
        "并号召学习某某某同志的决定示例",
    ],
]


@pytest.mark.parametrize(
    "lines", [*BROKEN_BY_HAND, *SCHOOLS_BROKEN_BY_HAND], ids=lambda lines: "".join(lines)[:16]
)
def test_titles_break_as_an_office_would_break_them(lines: list[str]) -> None:
    assert break_title("".join(lines), CAPACITY).split("\n") == lines


@pytest.mark.parametrize(
    "title",
    [
        "示例县教体系统配档表",
        "示例区2024年中小学生防溺水工作方案",  # 18 characters: one line
        "关于防范电信网络诈骗工作\n情况的专题报告和今后工作安排",  # broken by its author
        "字" * 81,  # more than four lines: nothing a title's outline could mend
    ],
)
def test_short_broken_and_endless_titles_stay_as_they_are(title: str) -> None:
    assert break_title(title, CAPACITY) == title


def test_a_title_without_a_pause_comes_out_even() -> None:
    lines = break_title("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄", CAPACITY).split("\n")
    assert [len(line) for line in lines] == [13, 13]


@pytest.mark.parametrize("whole", ["2023年", "2023—2024", "《甲》", "ABCDEF", "同志", "（北校区）", "初中部"])
@pytest.mark.parametrize("before", range(14, 21))
def test_what_belongs_together_is_not_parted_where_the_lines_would_come_out_even(
    before: int, whole: str
) -> None:
    title = "子" * before + whole + "丑" * (40 - before - round(text_width(whole)))
    lines = break_title(title, CAPACITY).split("\n")
    assert len(lines) > 1
    assert any(whole in line for line in lines)
    assert max(map(text_width, lines)) <= CAPACITY


@given(
    st.text(alphabet="县局学校年2023《》（）、的防范关于工作通知A", min_size=1, max_size=90),
    st.sampled_from([12, 20, 29]),
)
def test_breaking_keeps_every_character_and_the_rules_of_line_ends(title: str, capacity: int) -> None:
    lines = break_title(title, capacity).split("\n")
    assert "".join(lines) == title
    if len(lines) > 1:
        assert max(map(text_width, lines)) <= capacity
        for above, below in itertools.pairwise(lines):
            assert below[0] not in "》）、的"
            assert above[-1] not in "《（"
            assert not (above[-1].isascii() and below[0].isascii())
            assert not (above[-1].isdigit() and below[0] == "年")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# {{ title }}", 2),
        ("::: annex\ntitle: {{ title }}\n:::", 2),
        ("::: landscape\n# {{ title }}\n:::", 1),  # 225 mm are room enough
        ("# **{{ title }}**", 1),  # marks within a title leave its lines to Word
    ],
)
def test_every_title_of_a_source_is_broken_to_the_width_it_stands_in(source: str, lines: int) -> None:
    template = compile_template(build_template(parse_source(source, file="a.md"), Layout()), file="a.docx")
    title = "示例县教体系统2023年防范电信网络诈骗工作实施方案"
    made = template.render({"title": title}, properties=DocumentProperties("", "", date(2023, 2, 6)))
    printed = [paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs]
    shown = next(text for text in printed if title[:3] in text)
    assert shown.count("\n") + 1 == lines
