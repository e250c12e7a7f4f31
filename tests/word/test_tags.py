import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.word.jinja.tags import Tag, UnclosedTag, as_expression, as_operand, find_tags, split_tags


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("{{ 单位 }}", "{{ 单位 }}"),
        ("{{单位}}", "{{ 单位 }}"),
        ("｛｛单位｝｝", "{{ 单位 }}"),
        ("｛%　if 甲 ％｝", "{% if 甲 %}"),
        ("{%p for 校 in 学校 %}", "{%p for 校 in 学校 %}"),
        ("{%tr endfor %}", "{%tr endfor %}"),
        ("{%- if a -%}", "{% if a %}"),
        ("{{ 甲 | default(“无”) }}", '{{ 甲 | default("无") }}'),
        ("{{ 甲 | default(‘无’) }}", '{{ 甲 | default("无") }}'),
        ("{{ 甲｜join（“、”） }}", '{{ 甲|join("、") }}'),
        ('{{ "，" }}', '{{ "，" }}'),
        ('{{ "}}" }}', '{{ "}}" }}'),
        ('{{ “他说"好"” }}', '{{ "他说\\"好\\"" }}'),
        ("{{ a\u00a0+ b }}", "{{ a + b }}"),
        ("{# 说明 #}", "{# 说明 #}"),
    ],
)
def test_tags_are_read_as_meant(typed: str, read: str) -> None:
    (tag,) = find_tags(f"前面{typed}后面")
    assert isinstance(tag, Tag)
    assert str(tag) == read
    assert (tag.start, tag.end) == (2, 2 + len(typed))


@pytest.mark.parametrize("typed", ["{{ 单位", "{% if a }}", '{{ "没有引号 }}', "｛｛单位}"])
def test_a_tag_that_never_closes_is_reported_where_it_opens(typed: str) -> None:
    *_, last = find_tags("{{ 好 }}然后" + typed)
    assert isinstance(last, UnclosedTag)
    assert last.start == len("{{ 好 }}然后")


@pytest.mark.parametrize("text", ["", "没有标签", "{ 单括号 }", "｛全角｝", "100%", "{}", "{"])
def test_text_without_tags_has_none(text: str) -> None:
    assert list(find_tags(text)) == []


@given(st.text("{}%#｛％“”\"' 甲a|", max_size=30))
def test_any_text_is_split_without_loss(text: str) -> None:
    rebuilt = ""
    for part in split_tags(text):
        match part:
            case str():
                rebuilt += part
            case Tag():
                rebuilt += text[part.start : part.end]
            case UnclosedTag():
                rebuilt += text[part.start :]
    assert rebuilt == text


def test_text_with_tags_as_an_expression() -> None:
    assert as_expression('{{ 县 }}"教育"局\\') == '(县) ~ "\\"教育\\"局\\\\"'
    assert as_operand("{{ plan.name }}") == "plan.name"
    assert as_operand("{{ a + b }}") == "((a + b))"
