"""Every target phrase of the field and what it must mean; ``?`` marks what has to stay unread."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_plan.model.target import AtLeast, AtMost, Fall, Ladder, NotAbove, Target, Zero

TARGETS = """
知晓率达100% | ≥1
宣传覆盖率达到100% | ≥1
100%全覆盖 | ≥1
60%→80%→100% | ≥3/5→4/5→1
发放率100% | ≥1
APP下载、关注及实名登录100% | ≥1
宣传知晓率100% | ≥1
预警劝阻见面率达到100% | ≥1
关联人员全覆盖 | ≥1
APP登陆率达100% | ≥1
安装率、实名注册率百分百 | ≥1
满分为合格 | ≥1
百分之百 | ≥1
百分之九十八 | ≥49/50
百分之九十九点五 | ≥199/200
达到９８．５％以上 | ≥197/200
不低于95% | ≥19/20
2023年60%、2024年80%、2025年100% | 2023≥3/5；2024≥4/5；2025≥1
发案率控制在1%以内 | ≤1/100
坚决遏制案件高发态势 | ？坚决遏制案件高发态势
四无 | ？四无
同比下降10%→20% | 上年同期 −1/10→1/5
重大责任事故为零 | 0
较去年同期(YoY) | ？较去年同期(YoY)
控制发案率 | ？控制发案率
比去年下降25%以上 | 上年 −1/4
环比下降5% | 上期 −1/20
三零创建 | ？三零创建
系统内部零发案 | 0
下半年无教职员工被骗案例 | 0；？下半年
不高于上年同期 | ≤上年同期
不高于去年同期水平 | ≤上年同期
杜绝发生 | 0
零发生 | 0
进一步控制 | ？进一步控制
120% | ？120%
1.5.5% | ？1.5.5%
"""


def spell(goal: object) -> str:
    match goal:
        case AtLeast(share, year):
            return f"{year or ''}≥{share}"
        case AtMost(share, year):
            return f"{year or ''}≤{share}"
        case Ladder(shares):
            return "≥" + "→".join(map(str, shares))
        case Fall(shares, baseline):
            return f"{baseline.value} −" + "→".join(map(str, shares))
        case NotAbove(baseline):
            return f"≤{baseline.value}"
        case Zero():
            return "0"
    raise AssertionError(goal)


@pytest.mark.parametrize(("phrase", "reading"), [line.split(" | ") for line in TARGETS.strip().splitlines()])
def test_a_target_phrase_of_the_field_means(phrase: str, reading: str) -> None:
    target = Target.parse(phrase)

    assert "；".join([*map(spell, target.goals), *(f"？{piece}" for piece in target.unread)]) == reading
    assert str(target) == phrase


@given(st.text() | st.text(alphabet="0123456789.%→、百分之零一十点年同比下降至不高于去同期", max_size=20))
def test_any_text_at_all_is_given_back_as_written(phrase: str) -> None:
    assert str(Target.parse(phrase)) == phrase


@given(st.integers(0, 10_000))
def test_shares_are_exact(hundredths: int) -> None:
    whole, rest = divmod(hundredths, 100)

    assert Target.parse(f"达到{whole}.{rest:02}%").goals == (AtLeast(Fraction(hundredths, 10_000)),)


@pytest.mark.parametrize(
    ("phrase", "year", "goal"),
    [
        ("60%→80%→100%", 2022, AtLeast(Fraction(3, 5))),
        ("60%→80%→100%", 2023, AtLeast(Fraction(3, 5))),
        ("60%→80%→100%", 2024, AtLeast(Fraction(4, 5))),
        ("60%→80%→100%", 2029, AtLeast(Fraction(1))),
        ("2023年60%、2024年80%", 2024, AtLeast(Fraction(4, 5), 2024)),
        ("2023年60%、2024年80%", 2026, None),
        ("2023年60%，以后100%", 2026, AtLeast(Fraction(1))),
        ("零发案", 2024, Zero()),
        ("进一步控制", 2024, None),
    ],
)
def test_a_ladder_gives_the_step_of_the_year(phrase: str, year: int, goal: object) -> None:
    assert Target.parse(phrase).goal_for(year, first_year=2023) == goal


@pytest.mark.parametrize(
    ("own", "asked", "looser"),
    [
        ("80%", "100%", True),
        ("100%", "80%", False),
        ("60%→80%→100%", "60%→90%→100%", True),
        ("70%→90%→100%", "60%→80%→100%", False),
        ("100%", "60%→80%→100%", False),
        ("2025年达到90%", "2026年达到95%", None),
        ("控制在2%以内", "控制在1%以内", True),
        ("控制在1%以内", "控制在2%以内", False),
        ("不高于上年同期", "零发案", True),
        ("零发案", "不高于上年同期", False),
        ("不高于上年同期", "同比下降10%", True),
        ("同比下降10%", "不高于上年同期", False),
        ("同比下降5%", "同比下降10%", True),
        ("较上年下降5%", "同比下降10%", None),
        ("进一步控制", "零发案", None),
        ("100%", "零发案", None),
    ],
)
def test_a_target_can_be_held_against_another(own: str, asked: str, looser: bool | None) -> None:
    assert Target.parse(own).is_looser(Target.parse(asked)) is looser
