"""A tree to records, strictly; ◆ marks where each problem is expected to point."""

from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from typing import Any, Self

import attrs
import pytest

from antifraud_plan.loading import Loaded, convert, load_tree

MARK = "◆"


class Audience(Enum):
    STUDENTS = "学生"
    PARENTS = "家长"


@attrs.frozen
class Phrase:
    """A value that is written as a text."""

    times: int

    @classmethod
    def parse(cls, text: str) -> Self:
        if not text.endswith("次"):
            raise ValueError(f"频次“{text}”应以“次”结尾")
        return cls(int(text[:-1]))


def _within_plan(_: object, attribute: "attrs.Attribute[Any]", value: date) -> None:
    if value.year != 2023:
        raise ValueError(f"日期 {value} 不在方案年度之内")


@attrs.frozen
class Task:
    id: str
    duty: str
    cadence: Phrase = Phrase(1)
    audiences: tuple[Audience, ...] = ()
    levels: frozenset[Audience] = frozenset()
    start: date | None = attrs.field(default=None, validator=attrs.validators.optional(_within_plan))
    sealed: bool = False
    lessons: float = 1.0
    bell: time | None = None


@attrs.frozen
class Span:
    first: date
    last: date = attrs.field()

    @last.validator
    def _check_order(self, _: "attrs.Attribute[Any]", value: date) -> None:
        if value < self.first:
            raise ValueError("截止日早于起始日")


@attrs.frozen
class County:
    name: str
    year: int = attrs.field(validator=attrs.validators.ge(2000))
    tasks: tuple[Task, ...] = attrs.field(default=(), metadata={"toml": "task"})
    span: Span | None = None
    terms: Mapping[str, str] = attrs.Factory(dict)
    posts: Mapping[str, tuple[int, ...]] = attrs.Factory(dict)
    body_size_pt: float = 16
    mark: str = attrs.field(default="星", validator=attrs.validators.in_(("星", "圆")))
    code: str = attrs.field(default="1", validator=attrs.validators.matches_re("[0-9]+"))
    rooms: tuple[int, ...] = attrs.field(default=(1,), validator=attrs.validators.min_len(1))
    share: float = attrs.field(default=1, validator=attrs.validators.lt(2))


def read(marked: str) -> Loaded[County]:
    """Convert the text without its marks and see that the problems stand where the marks stood."""
    tree, problems = load_tree(marked.replace(MARK, ""), "plan.toml")
    assert problems == ()
    loaded = convert(tree, County, {Phrase: Phrase.parse})
    found = [(place.line, place.column) for problem in loaded.problems if (place := problem.location)]
    expected = []
    for number, line in enumerate(marked.split("\n"), 1):
        *parts, _ = line.split(MARK)
        expected += [(number, sum(map(len, parts[: end + 1])) + 1) for end in range(len(parts))]
    assert found == expected, [str(problem) for problem in loaded.problems]
    assert (loaded.value is None) == bool(expected)
    return loaded


TASK = "[[task]]\nid = '1'\nduty = '会'\n"
COUNTY = 'name = "某县"\nyear = 2023\n'


def test_a_sound_text_becomes_a_record() -> None:
    loaded = read(
        COUNTY
        + """\
terms = { app = "国家反诈中心APP" }
span = { first = 2023-02-06, last = 2023-12-31 }
posts = { "组长" = [1], "副组长" = [2, 3] }
[[task]]
id = "4.1.2"
duty = "专题会议"
cadence = "2次"
audiences = ["学生", "PARENTS", "parents"]
levels = ["家长"]
start = 2023-02-06
sealed = true
lessons = 2
bell = 08:30:00
"""
    )
    task = Task(
        "4.1.2",
        "专题会议",
        Phrase(2),
        (Audience.STUDENTS, Audience.PARENTS, Audience.PARENTS),
        frozenset({Audience.PARENTS}),
        date(2023, 2, 6),
        sealed=True,
        lessons=2.0,
        bell=time(8, 30),
    )
    assert loaded.value == County(
        "某县",
        2023,
        (task,),
        Span(date(2023, 2, 6), date(2023, 12, 31)),
        {"app": "国家反诈中心APP"},
        {"组长": (1,), "副组长": (2, 3)},
    )


@pytest.mark.parametrize(
    ("marked", "code", "in_words"),
    [
        ("name = ◆3\nyear = 2023", "wrong-type", '应为文字，这里是整数。请加引号，写成 "3"'),
        ("name = ◆3.10\nyear = 2023", "wrong-type", '写成 "3.10"'),
        ("name = ◆2023-02-28\nyear = 2023", "wrong-type", '写成 "2023-02-28"'),
        ("name = ◆true\nyear = 2023", "wrong-type", "这里是 true"),
        ('name = ◆["某县"]\nyear = 2023', "wrong-type", "应为文字，这里是若干项"),
        ('name = "某县"\nyear = ◆"2023"', "wrong-type", "写成 2023（不加引号）"),
        ('name = "某县"\nyear = ◆2023.0', "wrong-type", "写成 2023。"),
        ('name = "某县"\nyear = ◆true', "wrong-type", "应为整数"),
        ('name = "某县"\nyear = ◆1999', "bad-value", "“year”应不小于 2000，这里是 1999。"),
        ('name = "某县"\nyear = ◆"2023年"', "wrong-type", "请写成 2023（不加引号）。"),
        ('name = "某县"\nyear = ◆"5号"', "wrong-type", "请写成 5（不加引号）。"),
        ('name = "某县"\nyear = ◆"第五号"', "wrong-type", "请写成 5（不加引号）。"),
        ('name = "某县"\nyear = ◆"若干"', "wrong-type", "请写整数，不加引号，例如 5。"),
        (COUNTY + "body_size_pt = ◆'三号'", "wrong-type", "请写成 16（不加引号）。"),
        (COUNTY + "body_size_pt = ◆'10.5磅'", "wrong-type", "请写成 10.5（不加引号）。"),
        (COUNTY + "body_size_pt = ◆'大号'", "wrong-type", "请写数字，不加引号，例如 16"),
        (COUNTY + "mark = ◆'五角'", "bad-value", "“mark”只能是 '星', '圆' 中的一个，这里是 '五角'。"),
        (COUNTY + "code = ◆'5x'", "bad-value", "“code”的写法应合乎 [0-9]+，这里是“5x”。"),
        (COUNTY + "rooms = ◆[]", "bad-value", "“rooms”至少要有 1 项"),
        (COUNTY + "share = ◆2", "bad-value", "“share”应小于 2，这里是 2"),
        (COUNTY + 'terms = ◆"app"', "wrong-type", "一组键和值"),
        (COUNTY + "terms = { app = ◆1 }", "wrong-type", "“app”应为文字"),
        (COUNTY + 'posts = { a = [1, ◆"2"] }', "wrong-type", "应为整数"),
        (COUNTY + "span = ◆2023-02-06", "wrong-type", "一组键和值"),
        (COUNTY + 'span = { first = ◆"2023-02-06", last = 2023-07-07 }', "wrong-type", "2023-02-06（"),
        (COUNTY + 'span = { first = ◆"2023年2月6日", last = 2023-12-31 }', "wrong-type", "2023-02-06（"),
        (COUNTY + "span = { first = ◆2023-02-06T08:00:00, last = 2023-12-31 }", "wrong-type", "2023-02-06"),
        (COUNTY + "span = ◆{ first = 2023-02-06, last = 2022-12-31 }", "bad-value", "截止日早于起始日。"),
        (COUNTY + "span = ◆{ first = 2023-02-06 }", "missing-key", "“last”"),
        (COUNTY + "[◆task]\nid = '1'\nduty = '会'", "wrong-type", "[[task]]"),
        (COUNTY + "[[◆span]]\nfirst = 2023-02-06", "wrong-type", "[span]"),
        (COUNTY + "[[◆task]]\nid = '1'", "missing-key", "“duty”"),
        (COUNTY + TASK + "sealed = ◆'是'", "wrong-type", "写成 true"),
        (COUNTY + TASK + "audiences = ['学生', ◆'老师']", "unknown-word", "家长（parents）"),
        (COUNTY + TASK + "audiences = ◆'学生'", "wrong-type", "写成 ['学生']"),
        (COUNTY + TASK + "audiences = [◆1]", "unknown-word", "可用：学生（students）"),
        (COUNTY + TASK + "levels = ['学生', '家长', ◆'students']", "repeated-value", "两次"),
        (COUNTY + TASK + "cadence = ◆'常常'", "bad-value", "应以“次”结尾。"),
        (COUNTY + TASK + "cadence = ◆2", "wrong-type", '写成 "2"'),
        (COUNTY + TASK + "start = ◆2024-02-06", "bad-value", "不在方案年度之内。"),
        (COUNTY + TASK + "◆cadense = '2次'", "unknown-key", "是否想写“cadence”"),
        (COUNTY + "◆tasks = []", "unknown-key", "是否想写“task”"),
        (COUNTY + "◆xyz = 1", "unknown-key", "可用的键：name、year、task、span、terms、posts"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_where_it_stands(marked: str, code: str, in_words: str) -> None:
    (problem,) = read(marked).problems
    assert problem.code == code
    assert in_words in problem.message + problem.remedy


def test_every_mistake_is_told_at_once_in_the_order_of_the_text() -> None:
    loaded = read("""\
name = ◆3
year = ◆"2023"
◆nmae = "某县"
[[task]]
id = ◆4.1
duty = "会"
cadence = ◆"常常"
start = ◆2022-01-01
[[◆task]]
id = "4.2"
sealed = ◆"否"
""")
    assert len(loaded.problems) == 8


def test_a_wrong_id_in_an_overlay_is_guessed_from_its_neighbours() -> None:
    (problem,) = read(COUNTY + "[[task]]\nid = '4.1.2'\nduty = '会'\n[[◆task]]\nid = '4.12'").problems
    assert "是否想写“4.1.2”？" in problem.remedy


def test_what_could_not_be_read_is_not_told_twice() -> None:
    tree, problems = load_tree("name = 某县\nyear 2023\n", "plan.toml")
    loaded = convert(tree, County, {})
    assert len(problems) == 2
    assert loaded.problems == ()
    assert loaded.value is None


def test_a_lost_line_forbids_the_value_but_is_no_missing_key() -> None:
    tree, problems = load_tree('name = "某县"\n年 = 2023\n', "plan.toml")
    loaded = convert(tree, County, {})
    assert [problem.code for problem in problems] == ["toml-key"]
    assert (loaded.value, loaded.problems) == (None, ())


@pytest.mark.parametrize("lost", ["备注 = 1", "[名称]", "terms = { 名称 = 1 }"])
def test_what_was_lost_forbids_the_value_even_if_nothing_else_is_wrong(lost: str) -> None:
    tree, problems = load_tree(COUNTY + lost, "plan.toml")
    loaded = convert(tree, County, {})
    assert [problem.code for problem in problems] == ["toml-key"]
    assert (loaded.value, loaded.problems) == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        COUNTY + "span = { first = 2023-02-06, 末 = 2023-12-31 }",
        COUNTY + "[span]\nfirst = 2023-02-06\n末 = 2023-12-31",
        'name = "某县"\n[年]\n',
    ],
)
def test_a_key_that_may_be_in_a_lost_line_is_not_called_missing(text: str) -> None:
    assert convert(load_tree(text, "plan.toml")[0], County, {}).problems == ()


def test_keys_of_others_are_passed_over_yet_offered_for_a_misspelt_one() -> None:
    tree, _ = load_tree(COUNTY + "[documents]\nsealed = 1\n[documnts]\n", "plan.toml")
    (problem,) = convert(tree, County, {}, beside=("documents",)).problems
    assert problem.remedy == "是否想写“documents”？"


def test_a_mistake_of_a_programmer_is_not_blamed_on_the_text() -> None:
    def fail(_: str) -> Phrase:
        raise RuntimeError("not the clerk's fault")

    tree, _ = load_tree(COUNTY + TASK + "cadence = '2次'", "plan.toml")
    with pytest.raises(RuntimeError):
        convert(tree, County, {Phrase: fail})


def test_origins_lead_from_a_path_to_the_text() -> None:
    origins = read(COUNTY + "[[task]]\nid = '4.1.2'\nduty = '会'\naudiences = ['学生', '家长']").origins
    assert str(origins.find(("task", "4.1.2", "duty"))) == "plan.toml:5:8"
    assert str(origins.find(("task", 0, "audiences", 1))) == "plan.toml:6:20"
    assert str(origins.find(("task", "4.1.2"))) == "plan.toml:3:3"
    assert origins.find(("task", "4.1.3")) is None
    assert origins.find(("task", 7)) is None
    assert str(origins.find_nearest(("task", "4.1.2", "cadence"))) == "plan.toml:3:3"
    assert str(origins.find_nearest(("issue", "date"))) == "plan.toml:1:1"
