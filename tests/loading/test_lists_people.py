from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from list_tables import grid, table_of

from antifraud_plan.loading.lists.people import stream_mixed_people, stream_people
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.problems import Location, Problem, Severity

WHOLE = Location("名册")


def stream(**sheets):
    tables = {title: table_of(title, rows) for title, rows in sheets.items()}
    return list(stream_people(tables, WHOLE))


def told(entries):
    """Return the people, and (code, cell) of the problems."""
    entries = list(entries)
    people = [entry for entry in entries if not isinstance(entry, Problem)]
    problems = [entry for entry in entries if isinstance(entry, Problem)]
    return people, [(problem.code, str(problem.location).removeprefix("名册:")) for problem in problems]


def test_students_then_staff():
    entries = stream(
        学生=grid("班级|姓名\n一年级1班|张样例\n一年级1班|李样例"),
        教职工=grid("岗位|姓名|班主任班级\n语文教师|王样例|一年级1班\n|赵样例|"),
    )
    assert entries == [
        Student("张样例", "一年级1班"),
        Student("李样例", "一年级1班"),
        StaffMember("王样例", "语文教师", "一年级1班"),
        StaffMember("赵样例"),
    ]


def test_a_mistake_stands_between_the_people_around_it():
    entries = stream(
        学生=grid("班级|姓名\n1班|张样例\n1班|\n\n|李样例\n1班|139 0000 1111\n1班| 王样例"),
        教职工=grid("姓名\n赵样例"),
    )
    people, problems = told(entries)
    assert people == [Student("张样例", "1班"), Student("王样例", "1班"), StaffMember("赵样例")]
    assert problems == [("blank-cell", "学生!B3"), ("blank-cell", "学生!A5"), ("personal-number", "学生!B6")]
    assert "0000" not in str(entries)


def test_numbers_and_dates_are_not_passed_through_unread():
    people, problems = told(
        stream(学生=[["班级", "姓名"], [1.0, "张样例"], [3.1, "李样例"], ["1班", 7.5]], 教职工=[["姓名"]])
    )
    assert people == [Student("张样例", "1")]
    assert problems == [("number-in-text-column", "学生!A3"), ("number-in-text-column", "学生!B4")]


def test_an_example_row_is_nobody():
    people, problems = told(
        stream(学生=grid("班级|姓名\n【示例】1班|张某\n1班|张样例"), 教职工=grid("姓名|岗位|班主任班级"))
    )
    assert people == [Student("张样例", "1班")]
    assert problems == [("example-row", "学生!A2")]


def test_a_post_headed_as_in_the_countys_lists_is_told():
    entries = stream(学生=grid("班级|姓名|学号"), 教职工=grid("姓名|职务|班主任班级\n王样例|语文教师|"))
    people, problems = told(entries)
    assert people == [StaffMember("王样例")]
    assert problems == [("missing-column", "教职工!B1")]
    assert "没有读的列：“职务”；没有找到的列：“岗位”。" in str(entries)


def test_missing_tables():
    severities = [
        entry.severity for entry in stream(学生=grid("班级|姓名\n1班|张样例")) if isinstance(entry, Problem)
    ]
    assert severities == [Severity.GAP]
    assert [entry.severity for entry in stream(Sheet1=grid("班级|姓名"))] == [Severity.ERROR, Severity.ERROR]


def test_rows_are_read_as_they_are_asked_for():
    asked = count()
    rows = (["班级", "姓名"] if next(asked) == 0 else ["1班", "张样例"] for _ in range(1_000_000))
    entries = stream_people({"学生": table_of("学生", rows)}, WHOLE)
    assert next(entry for entry in entries if isinstance(entry, Student)) == Student("张样例", "1班")
    assert next(asked) < 1000


def test_a_million_rows_are_not_read_to_the_end():
    rows = (["班级", "姓名"] if row == 0 else ["1班", "张样例"] for row in range(1_000_000))
    people, problems = told(
        stream_people({"学生": table_of("学生", rows), "教职工": table_of("教职工", [["姓名"]])}, WHOLE)
    )
    assert len(people) == 99_999
    assert problems == [("too-many-rows", "学生")]


def test_one_table_for_both():
    rows = grid(
        "类别|姓名|班级|岗位|班主任班级\n学生|张样例|1班||\n教职工|李样例||校长|\n学生|王样例|||\n家长|赵样例|||"
    )
    people, problems = told(stream_mixed_people(table_of("名单", rows)))
    assert people == [Student("张样例", "1班"), StaffMember("李样例", "校长")]
    assert problems == [("blank-cell", "名单!C4"), ("unknown-choice", "名单!A5")]


cells = st.sampled_from(
    ["", "张样例", "1班", " 1班", "2班", "校长", "13900001111", "【示例】", "a\tb", 1.0, 3.5, True, None]
)
staff_rows = st.lists(st.lists(cells, min_size=0, max_size=3), max_size=12)


@given(staff_rows)
def test_a_glance_at_a_chunk_sees_what_reading_each_row_with_care_sees(rows):
    """The reference reads every row alone: an empty row after each one makes its chunk a careful one."""
    heading = ["姓名", "岗位", "班主任班级"]
    careful = [row for filled in rows for row in (filled, [])]
    quick_people, quick = told(stream(教职工=[heading, *rows], 学生=[["班级", "姓名"]]))
    slow_people, slow = told(stream(教职工=[heading, *careful], 学生=[["班级", "姓名"]]))
    assert quick_people == slow_people
    assert [code for code, _ in quick] == [code for code, _ in slow]


def test_rows_far_down_keep_their_address():
    rows = [["班级", "姓名"], *[["1班", "张样例"]] * 700, ["1班", ""]]
    _, problems = told(stream(学生=rows, 教职工=[["姓名"]]))
    assert problems == [("blank-cell", "学生!B702")]


def test_a_remark_beside_the_people_is_noted_once():
    people, problems = told(
        stream(学生=grid("班级|姓名\n1班|张样例\n1班|李样例|转学\n1班|王样例|休学"), 教职工=[["姓名"]])
    )
    assert len(people) == 3
    assert problems == [("unheaded-cell", "学生!C3")]
