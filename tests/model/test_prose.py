"""Prose with slots: what may be written, what is refused, and that nothing is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.model.prose import Prose, Slot, SlotVerb


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("每月{cadence 4.1.2召开", "没有用“}”闭合"),
        ("每月cadence 4.1.2}召开", "多出右花括号"),
        ("每月{{year}}召开", "没有用“}”闭合"),
        ("每月{}召开", "应写成"),
        ("每月{cadance 4.1.2}召开", "“cadance”不认识"),
        ("每月{cadence 4.1.2 4.1.3}召开", "应写成"),
    ],
)
def test_a_slot_written_wrongly_is_refused_in_chinese(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Prose.parse(text)


def test_line_breaks_and_indents_belong_to_the_file_not_to_the_sentence() -> None:
    assert str(Prose.parse("\n  各学校要\n  按时报送。\n")) == "各学校要按时报送。"


words = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs", "Cc", "Z"]), min_size=1)
ids = st.text("0123456789.", min_size=1)
slots = st.builds(Slot, st.sampled_from(SlotVerb), ids)


@given(st.lists(words | slots, max_size=8))
def test_reading_prose_back_gives_the_same_prose(parts: list[str | Slot]) -> None:
    prose = Prose.parse("".join(map(str, parts)))
    assert Prose.parse(str(prose)) == prose
    assert prose.slots == tuple(part for part in parts if isinstance(part, Slot))
    assert prose.fill(lambda slot: f"<{slot.argument}>") == "".join(
        f"<{part.argument}>" if isinstance(part, Slot) else part for part in parts
    )
