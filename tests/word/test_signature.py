import pytest

from antifraud_plan.word.jinja.text import signature_indents, squeeze, text_width

DATE = "2023年2月6日"  # six characters wide


@pytest.mark.parametrize(
    ("text", "width"), [("教育局", 3), ("2023年", 3), ("〔2023〕6号", 5.5), ("“好”——", 5), ("", 0), ("Ａ", 1)]
)
def test_width_in_full_characters(text: str, width: float) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize("issuer", ["县局", "某县教育局", "某县教育和体育局", "某某自治县教育和体育局办公室"])
def test_sealed_the_issuer_is_centred_on_the_date(issuer: str) -> None:
    issuer_right, date_right = signature_indents(issuer, DATE, sealed=True)
    assert issuer_right + text_width(issuer) / 2 == date_right + text_width(DATE) / 2
    assert issuer_right >= 0


def test_sealed_the_date_stands_four_characters_in() -> None:
    assert signature_indents("某县教育局", DATE, sealed=True)[1] == 4


def test_sealed_a_very_long_issuer_keeps_to_the_edge() -> None:
    assert signature_indents("甲" * 20, DATE, sealed=True) == (0, 7)


@pytest.mark.parametrize("issuer", ["某县教育局办", "某县教育和体育局", "某某自治县教育和体育局办公室"])
def test_unsealed_the_date_starts_two_characters_right_of_the_issuer(issuer: str) -> None:
    issuer_right, date_right = signature_indents(issuer, DATE, sealed=False)
    assert issuer_right == 2
    assert (date_right + text_width(DATE)) == (issuer_right + text_width(issuer)) - 2


@pytest.mark.parametrize("issuer", ["县局", "教育局", "某县教育局"])
def test_unsealed_a_longer_date_stands_two_in_and_the_issuer_moves(issuer: str) -> None:
    issuer_right, date_right = signature_indents(issuer, DATE, sealed=False)
    assert date_right == 2
    assert (issuer_right + text_width(issuer)) - 2 == date_right + text_width(DATE)


def test_a_mark_is_squeezed_to_the_type_area_and_no_further_than_readable() -> None:
    assert squeeze("某县教育局文件", 8.5) == 100
    assert squeeze("甲" * 17, 8.5) == 50
    assert squeeze("甲" * 40, 8.5) == 40
