import pytest

from antifraud_plan.word.typesetting.signature import (
    date_indent,
    issuer_indent,
    signature_axis,
    signature_lines,
)
from antifraud_plan.word.typesetting.text import squeeze, text_width

DATE = "2023年2月6日"  # six characters wide


@pytest.mark.parametrize(
    ("text", "width"), [("教育局", 3), ("2023年", 3), ("〔2023〕6号", 5.5), ("“好”——", 5), ("", 0), ("Ａ", 1)]
)
def test_width_in_full_characters(text: str, width: float) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize("issuer", ["县局", "某县教育局", "某县教育和体育局", "某某自治县教育体育局办公室"])
def test_sealed_the_date_stands_four_characters_in_and_the_issuer_on_it(issuer: str) -> None:
    assert date_indent(DATE, issuer, sealed=True) == 4
    assert signature_axis(issuer, DATE) == 4 + text_width(DATE) / 2


def test_sealed_a_very_long_issuer_stands_half_a_character_in() -> None:
    assert signature_axis("甲" * 20, DATE) == 10.5
    assert date_indent(DATE, "甲" * 20, sealed=True) == 7.5


def test_an_issuer_longer_than_a_line_is_broken_by_sense_and_measured_by_its_longest_line() -> None:
    issuer = "某某土家族苗族自治县教育和体育局防范电信网络诈骗工作领导小组"
    lines = ["某某土家族苗族自治县教育和体育局", "防范电信网络诈骗工作领导小组"]
    assert signature_lines(issuer).split("\n") == lines
    assert signature_axis(issuer, DATE) == 8.5
    assert issuer_indent(issuer, DATE) == 2
    assert date_indent(DATE, issuer, sealed=False) == 10


def test_an_issuer_that_fits_a_line_stays_whole() -> None:
    assert "\n" not in signature_lines("甲" * 24)


@pytest.mark.parametrize("issuer", ["某县教育局办", "某县教育和体育局", "某某自治县教育和体育局办公室"])
def test_unsealed_the_date_starts_two_characters_right_of_the_issuer(issuer: str) -> None:
    issuer_right, date_right = issuer_indent(issuer, DATE), date_indent(DATE, issuer, sealed=False)
    assert issuer_right == 2
    assert (date_right + text_width(DATE)) == (issuer_right + text_width(issuer)) - 2


@pytest.mark.parametrize("issuer", ["县局", "教育局", "某县教育局"])
def test_unsealed_a_longer_date_stands_two_in_and_the_issuer_moves(issuer: str) -> None:
    issuer_right, date_right = issuer_indent(issuer, DATE), date_indent(DATE, issuer, sealed=False)
    assert date_right == 2
    assert (issuer_right + text_width(issuer)) - 2 == date_right + text_width(DATE)


def test_a_mark_is_squeezed_to_the_type_area_and_no_further_than_readable() -> None:
    assert squeeze("某县教育局文件", 8.5) == 100
    assert squeeze("甲" * 17, 8.5) == 50
    assert squeeze("甲" * 40, 8.5) == 40
