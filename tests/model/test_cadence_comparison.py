"""A lower level may tighten, never loosen: what counts as less."""

import pytest

from antifraud_plan.model.cadence import Cadence

COMPARED = """
每季度1次 | 每月1次 | looser
每月1次 | 每季度1次 | not looser
每月2次 | 每月1次 | not looser
每月1次 | 每月2次 | looser
每月1次 | 每月至少一次 | not looser
每年12次 | 每月1次 | looser
每年11次 | 每月1次 | looser
每年20次 | 每月1次 | unknown
每学期每班1次 | 每学期每班2次 | looser
每学期2次 | 每学期每班2次 | unknown
每学期2课时 | 每学期2次 | unknown
中小学每月1次 | 每月1次 | unknown
每月1次 | 中小学每月1次 | not looser
每季度1次 | 中小学每月1次 | looser
每季度对学生1次 | 每季度对学生、家长1次 | unknown
每季度对学生、家长1次 | 每季度对学生1次 | not looser
在校期间每月1次 | 每月1次 | unknown
3月1日前 | 2月28日前 | looser
2月20日前 | 2月28日前 | not looser
2月28日前 | 2月28日前 | not looser
2024年2月1日前 | 2023年2月28日前 | looser
2月1日前 | 2023年2月28日前 | unknown
定期 | 每月1次 | looser
每月1次 | 定期 | not looser
常态化 | 定期 | unknown
节假日 | 节假日、寒暑假各1次 | looser
节假日、寒暑假各1次 | 节假日 | not looser
寒暑假各1次 | 寒暑假各2次 | looser
开展1次 | 开展2次 | looser
开展1次 | 每月1次 | unknown
不少于500份 | 不少于300份 | not looser
不少于300份 | 不少于500份 | looser
不少于500人 | 不少于300份 | unknown
每月1次 | 不少于300份 | unknown
开展2课时 | 开展2次 | unknown
10日内完成调查 | 5日内完成调查 | looser
5日内完成调查 | 10日内完成调查 | not looser
8日内完成核实 | 5日内完成调查 | unknown
每月1次 | 5日内完成调查 | unknown
每月1次，开学第一课1次 | 每月1次 | not looser
每月1次 | 每月1次，开学第一课1次 | unknown
每季度1次，开学第一课1次 | 每月1次，开学第一课1次 | looser
安全教育123制度 | 每月1次 | unknown
安全教育123制度 | 安全教育123制度 | not looser
农村学校每月1次 | 每月1次 | unknown
"""
VERDICTS = {"looser": True, "not looser": False, "unknown": None}


@pytest.mark.parametrize(
    ("own", "asked", "verdict"), [line.split(" | ") for line in COMPARED.strip().splitlines()]
)
def test_a_schools_own_cadence_against_the_countys(own: str, asked: str, verdict: str) -> None:
    assert Cadence.parse(own).is_looser(Cadence.parse(asked)) is VERDICTS[verdict]
