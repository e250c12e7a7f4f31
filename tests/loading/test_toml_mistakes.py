"""What clerks get wrong in a TOML text; ◆ marks where the problem is expected to point."""

import pytest

from antifraud_plan.loading import Broken, Table, load_tree
from antifraud_plan.loading.reader import MAX_PROBLEMS
from antifraud_plan.loading.toml.document import MAX_BYTES
from antifraud_plan.loading.toml.values import MAX_DEPTH
from antifraud_plan.problems import Problem

MARK = "◆"


def places_marked_in(text: str) -> list[tuple[int, int]]:
    return [
        (number, column - earlier)
        for number, line in enumerate(text.split("\n"), 1)
        for earlier, column in enumerate(
            (index + 1 for index, character in enumerate(line) if character == MARK), 0
        )
    ]


def read(marked: str) -> tuple[Table, list[Problem]]:
    """Read the text without its marks and see that the problems stand where the marks stood."""
    tree, problems = load_tree(marked.replace(MARK, ""), "plan.toml")
    found = [(place.line, place.column) for problem in problems if (place := problem.location)]
    assert sorted(found) == places_marked_in(marked), [str(problem) for problem in problems]
    return tree, list(problems)


@pytest.mark.parametrize(
    ("marked", "code", "in_words"),
    [
        # Chinese punctuation where TOML wants its own
        ("year ◆＝ 2023", "toml-missing-equals", "“＝”"),
        ("year◆：2023", "toml-missing-equals", "“：”"),
        ("name = ◆“某县”", "toml-punctuation", "中文引号"),
        ('name = ◆"某县”', "toml-punctuation", "中文引号"),
        ("name = ◆”某县”", "toml-punctuation", "中文引号"),
        ('list = ["一"◆， "二"]', "toml-punctuation", "“，”"),
        ('list = ["一"◆、"二"]', "toml-punctuation", "“、”"),
        ('list = ◆［"一"]', "toml-punctuation", "“［”"),
        ('list = ["一"◆］', "toml-punctuation", "“］”"),
        ("◆［names］\na = 1", "toml-punctuation", "中文括号"),
        ("◆【names】", "toml-punctuation", "中文括号"),
        ("names = ◆｛a = 1}", "toml-punctuation", "“｛”"),
        ("year = ◆２０２３", "toml-punctuation", "写成 2023"),
        ("date = ◆２０２３-０２-２８", "toml-punctuation", "写成 2023-02-28"),
        ("◆　year = 2023", "toml-space", "全角空格"),
        ("year◆　= 2023", "toml-space", "全角空格"),
        # keys
        ('◆名称 = "某县"', "toml-key", '写成 "名称"'),
        ('county ◆"某县"', "toml-missing-equals", "缺少等号"),
        ("county◆", "toml-missing-equals", "缺少等号"),
        ('◆= "某县"', "toml-key", "应当是键"),
        ("a. ◆= 1", "toml-key", "应当是键"),
        ("year = ◆2023年", "toml-number", '请只写 2023；如果是文字，请加引号，写成 "2023年"'),
        ("serial = ◆第05号", "toml-number", "请只写 5；"),
        ("[issue]\na = 1\n[◆issue]\nb = 1", "toml-duplicate-table", "请合成一处，只留一个 [issue]。"),
        ("[task]\nid = '1'\n[◆task]\nid = '2'", "toml-duplicate-table", "每一项都用双方括号，写成 [[task]]"),
        ("year = 2023\n◆year = 2024", "toml-duplicate-key", "第1行"),
        ("[names]\ncounty = '某县'\n[names.◆county.x]\n", "toml-duplicate-key", "第2行"),
        # values
        ("year =◆", "toml-missing-value", "缺少值"),
        ("year = ◆# 年", "toml-missing-value", "缺少值"),
        ("who = ◆各学校 # 谁", "toml-unquoted-text", '写成 "各学校"'),
        ('who = [◆各学校, "县直学校"]', "toml-unquoted-text", '写成 "各学校"'),
        ("level = ◆primary", "toml-unquoted-text", '写成 "primary"'),
        ("id = ◆4.1.2", "toml-number", '写成 "4.1.2"'),
        ("count = ◆007", "toml-number", "请写成 7"),
        ("count = ◆1,000", "toml-number", "半角数字"),
        ("rate = ◆95%", "toml-number", '写成 "95%"'),
        ("count = ◆5次", "toml-unquoted-text", '写成 "5次"'),
        ("sealed = ◆True", "toml-boolean", "请写成 true"),
        ("sealed = ◆是", "toml-boolean", "请写成 true"),
        ("sealed = ◆否", "toml-boolean", "请写成 false"),
        ("phase = ◆null", "toml-value", "整行删去"),
        # dates
        ("day = ◆2023-02-30", "toml-date", "没有2023年2月30日这一天。2023年2月只有28天"),
        ("day = ◆2024-02-30", "toml-date", "2024年2月只有29天"),
        ("day = ◆2023-13-01", "toml-date", "月份"),
        ("day = ◆2023-2-8", "toml-date", "写成 2023-02-08"),
        ("day = ◆2023/02/08", "toml-date", "写成 2023-02-08"),
        ("day = ◆2023年2月8日", "toml-date", "写成 2023-02-08"),
        ("day = ◆2023.2.8", "toml-date", "写成 2023-02-08"),
        ("day = ◆2023-02-08 8:30", "toml-date", "2023-02-28T08:30:00"),
        # texts
        ('name = ◆"某县\nyear = 2023', "toml-unclosed-string", '加上 "'),
        ("name = ◆'某县", "toml-unclosed-string", "加上 '"),
        ('text = ◆"\n一行\n', "toml-unclosed-string", '三个引号 """'),
        ('text = ◆"""一行\n二行\n\n[names]\na = 1', "toml-unclosed-string", '三个引号 """'),
        (r'path = "C:◆\名册"', "toml-escape", "文件路径"),
        (r'path = ◆"C:\名册\"', "toml-unclosed-string", "反斜杠使引号失去了作用"),
        (r'text = "50◆\%"', "toml-escape", "写成两个"),
        (r'text = ◆"\ud800"', "toml-escape", "不存在"),
        ('text = "他说"◆你好"。"', "toml-trailing-text", "中文引号“”"),
        ('text = "a◆\0b"', "text-control-character", "0000"),
        ("# a◆\x07b", "text-control-character", "0007"),
        # arrays and inline tables
        ('list = ◆["一", "二"\nyear = 2023', "toml-unclosed-array", "]"),
        ('list = ◆[\n  "一",\n  "二",\n\n[names]\nname = 1', "toml-unclosed-array", "]"),
        ('list = ◆["一",', "toml-unclosed-array", "]"),
        ('list = ["一"◆ "二"]', "toml-missing-comma", "逗号"),
        ("list = [1◆\n2]", "toml-missing-comma", "逗号"),
        ("list = [1,◆,2]", "toml-missing-value", "缺少值"),
        ("names = ◆{a = 1,\n  b = 2}", "toml-inline-table", "同一行"),
        ("names = {a = 1◆,}", "toml-inline-table", "最后一个值"),
        ("names = {a = 1◆ b = 2}", "toml-missing-comma", "逗号"),
        ("names = ◆{a = 1\nyear = 2023", "toml-unclosed-table", "}"),
        # headers and lines
        ("[names◆\na = 1", "toml-header", "]"),
        ('[[task◆]\nid = "1"', "toml-header", "]]"),
        ("[task◆]]\n", "toml-header", "单方括号"),
        ("[names]\na = 1\n[◆names]\nb = 1", "toml-duplicate-table", "第1行"),
        ("[[task]]\n[◆task]", "toml-duplicate-table", "[[task]]"),
        ("[task]\n[[◆task]]", "toml-duplicate-table", "第1行"),
        ('name = "某县"◆；', "toml-trailing-text", "删去这个标点"),
        ('name = "某县"◆, # 县', "toml-trailing-text", "删去这个标点"),
        ("a = 1 ◆b = 2", "toml-trailing-text", "另起一行"),
        ("◆// 说明", "toml-comment", "#"),
        ('name = "某县" ◆＃ 县名', "toml-comment", "#"),
    ],
)
def test_a_mistake_is_named_where_it_stands(marked: str, code: str, in_words: str) -> None:
    _, problems = read(marked)
    assert [problem.code for problem in problems] == [code]
    assert in_words in problems[0].message + problems[0].remedy


def test_reading_goes_on_after_every_mistake() -> None:
    tree, _ = read("""\
name ◆＝ "某县"
year = ◆２０２３
[names◆
county = ◆"某县
[[task]]
id = ◆4.1.2
responsible = ["各学校"◆， ◆县直学校]
cadence = "每月至少1次"◆；
◆cadence = "每月"
[[task]]
id = "4.1.3"
""")
    tasks = tree.find("task")
    assert [entry.entries.keys() for entry in tasks.items] == [{"id", "responsible", "cadence"}, {"id"}]
    assert isinstance(tree.find("year"), Broken)
    assert tree.find("name").value == "某县"


def test_a_file_notepad_saved_in_gbk_says_how_to_save_it_and_is_still_read() -> None:
    text = 'name = "某县"\nyear = ２０２３\n'
    tree, problems = load_tree(text.encode("gbk"), "plan.toml")
    assert [problem.code for problem in problems] == ["text-encoding", "toml-punctuation"]
    assert str(problems[0].location) == "plan.toml:1:9"
    assert "GBK" in problems[0].message
    assert "UTF-8" in problems[0].remedy
    assert tree.find("name").value == "某县"


def test_a_file_saved_as_unicode_in_notepad_is_recognised() -> None:
    tree, (problem,) = load_tree('name = "某县"'.encode("utf-16"), "plan.toml")
    assert "UTF-16" in problem.message
    assert tree.find("name").value == "某县"
    assert load_tree('a = "县"'.encode("utf-16")[:-1], "plan.toml")[1][0] == problem


def test_bytes_that_are_no_text_give_one_problem() -> None:
    tree, (problem,) = load_tree(b"\xef\xbb\xbfa = 1\n\xff\xfe\x00\x81", "plan.toml")
    assert str(problem.location) == "plan.toml:2:1"
    assert tree.is_incomplete


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake() -> None:
    tree, problems = load_tree(b"\xef\xbb\xbfyear = 2023\r\nday = 2023-02-28\r\n", "plan.toml")
    assert problems == ()
    assert str(tree.find("day").location) == "plan.toml:2:7"


def test_lines_ended_the_old_macintosh_way_are_told_once() -> None:
    tree, (problem,) = load_tree(b"a = 1\rb = 2\r", "plan.toml")
    assert problem.code == "text-line-end"
    assert set(tree.entries) == {"a", "b"}


def test_a_huge_file_is_refused_unread() -> None:
    tree, (problem,) = load_tree(b"#" * (MAX_BYTES + 1), "plan.toml")
    assert problem.code == "text-too-large"
    assert tree.is_incomplete


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a = " * 100_000,
        ".".join("a" * 50_000) + " = 1",
        ".".join("a" * 50_000),
        "[" + ".".join("a" * 50_000) + "]",
        "[[" + ".".join("a" * 50_000) + "]]",
        "a = {" + ".".join("a" * 50_000) + " = 1}",
    ],
)
def test_nesting_that_would_exhaust_the_stack_is_refused(text: str) -> None:
    _, problems = load_tree(text, "plan.toml")
    assert problems[0].code in ("toml-too-deep", "toml-missing-equals")
    assert "toml-too-deep" in {problem.code for problem in problems}


def test_the_deepest_nesting_that_is_allowed_is_read() -> None:
    depth = MAX_DEPTH - 1
    assert load_tree(f"a = {'[' * depth}{']' * depth}", "plan.toml")[1] == ()
    depth += 1
    (problem,) = load_tree(f"a = {'[' * depth}{']' * depth}", "plan.toml")[1]
    assert (problem.code, problem.location.column) == ("toml-too-deep", 5 + depth - 1)


def test_dots_count_as_nesting_inside_braces_too() -> None:
    dotted = ".".join("a" * 9)
    _, problems = load_tree(f"{dotted} = {f'{{ {dotted} = ' * 4}1{' }' * 4}", "plan.toml")
    assert {problem.code for problem in problems} == {"toml-too-deep"}


def test_a_file_that_is_no_toml_at_all_does_not_flood_the_screen() -> None:
    tree, problems = load_tree("这不是方案\n" * 5000 + "year = 2023", "plan.toml")
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].code == "too-many-problems"
    assert tree.find("year") is None
    assert tree.is_incomplete
