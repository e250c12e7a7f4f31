"""What Markdown shows is what Word prints."""

import pytest
from paper_words import words_of_docx, words_of_markdown
from sample_notice import NOTICE, VALUES, blocks_of, filled

from antifraud_plan.problems import ProblemsFoundError
from antifraud_plan.word import render_markdown


@pytest.mark.parametrize(
    "values",
    [
        VALUES,
        VALUES | {"sealed": True, "annexes": ["单位名单"], "sections": []},
        VALUES | {"annexes": [], "units": [], "copies": "县委办公室", "leader": "A&B<丙>"},
        VALUES | {"opening": "第一行\n第二行\t“引号”——……"},
    ],
    ids=["full", "sealed", "empty", "breaks"],
)
def test_word_and_markdown_say_the_same(values: dict[str, object]) -> None:
    assert words_of_docx(filled(NOTICE, values)) == words_of_markdown(
        render_markdown(blocks_of(NOTICE), values)
    )


def test_markdown_as_people_read_it() -> None:
    source = (
        "# 方案\n\n::: addressee\n各校：\n:::\n\n__一是__由{{ 人 }}负责，[[电话]]。\n\n"
        "{% for 条 in 条目 %}\n## {{ 条 }}\n{% endfor %}\n\n"
        "| 甲 | 乙 |\n|:-:|--:|\n"
        "{% for 条 in 条目 %}\n| {{ 条 }} | 1 |\n{% endfor %}\n| 合计 |\n"
    )
    assert render_markdown(blocks_of(source), {"人": "张某", "条目": ["一、目标", "二、任务"]}) == (
        "# 方案\n\n各校：\n\n*一是*由张某负责，`[电话]`。\n\n## 一、目标\n\n## 二、任务\n\n"
        "| 甲 | 乙 |\n|:-:|--:|\n| 一、目标 | 1 |\n| 二、任务 | 1 |\n| 合计 |  |\n"
    )


def test_undefined_names_are_found_at_the_line_of_the_source() -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        render_markdown(blocks_of("甲\n\n{{ 无 }}\n\n| {{ 缺 }} |"), {})
    assert [str(problem.location) for problem in caught.value.problems] == ["通知.md:3", "通知.md:5"]
