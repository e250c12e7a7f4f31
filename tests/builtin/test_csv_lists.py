from antifraud_plan.builtin.csv_lists import read_lists, read_people
from antifraud_plan.model.people import StaffMember, Student
from antifraud_plan.problems import Problem, Severity

UNITS = "编号,名称,类别,上级\nB,示例县教体局,主管局,\nS1,甲校,学校,\n"


def write(folder, **files):
    for title, text in files.items():
        (folder / f"{title}.csv").write_text(text, encoding="utf-8")
    return folder / "单位.csv"


def spoken(problems):
    return [
        (problem.code, str(problem.location)) for problem in problems if problem.severity is Severity.ERROR
    ]


def test_lists_beside_each_other_are_read_together(tmp_path):
    lists = read_lists(
        write(
            tmp_path,
            单位=UNITS,
            班级="学校,班级\n甲校,1班\n",
            人员="单位,姓名,职务\nS1,张样例,校长\n",
            存在问题='学校,存在问题\nS1,"一、群多；\n二、人杂。"\n',
            工作措施="学校,工作任务,频次\nS1,主题班会,每月1次\n",
        )
    )
    assert lists.problems == ()
    assert lists.tree is not None
    assert [unit.id for unit in lists.tree] == ["B", "S1", "S1/1班"]
    assert [person.name for person in lists.tree.people] == ["张样例"]
    assert lists.facts["S1"].shortcomings == ("一、群多；\n二、人杂。",)
    assert str(lists.facts["S1"].measures[0].cadence) == "每月1次"


def test_a_mistake_is_reported_at_line_and_column(tmp_path):
    lists = read_lists(write(tmp_path, 单位=UNITS + "S2,乙校,学样,丙\n", 班级="学校,班级\n丁校,1班\n"))
    assert lists.tree is None
    assert spoken(lists.problems) == [
        ("unknown-choice", "单位.csv:4:7"),
        ("unknown-organisation", "单位.csv:4:10"),
        ("unknown-organisation", "班级.csv:2:1"),
    ]


def test_a_missing_file_is_a_problem(tmp_path):
    assert spoken(read_lists(tmp_path / "单位.csv").problems) == [("file-missing", "单位.csv")]


def test_a_chinese_windows_encoding_is_read_with_a_note(tmp_path):
    path = tmp_path / "单位.csv"
    path.write_bytes(UNITS.encode("gb18030"))
    lists = read_lists(path)
    assert lists.tree is not None
    assert lists.tree.find("甲校")
    assert {problem.severity for problem in lists.problems} <= {Severity.NOTE, Severity.GAP}


def test_people_of_one_school(tmp_path):
    folder = tmp_path / "名单"
    folder.mkdir()
    path = folder / "甲校.csv"
    path.write_text(
        "类别,姓名,班级,岗位\n学生,张样例,1班,\n教职工,李样例,,校长\n学生,王样例,,\n", encoding="utf-8"
    )
    student, staff, problem = read_people(path)
    assert (student, staff) == (Student("张样例", "1班"), StaffMember("李样例", "校长"))
    assert isinstance(problem, Problem)
    assert (problem.code, str(problem.location)) == ("blank-cell", "名单/甲校.csv:4:8")


def test_a_text_cut_in_two_by_a_comma_without_quotes_is_an_error(tmp_path):
    facts = "学校,存在问题\nS1,部分学生借出账号,家长不知情\n"
    lists = read_lists(write(tmp_path, 单位=UNITS, 存在问题=facts))
    assert spoken(lists.problems) == [("unheaded-cell", "存在问题.csv:2:13")]


def test_commas_that_a_spreadsheet_adds_and_columns_of_ones_own_do_no_harm(tmp_path):
    facts = "学校,存在问题,备注,,\nS1,账号借出。,已核,,\n,,,,\n"
    lists = read_lists(write(tmp_path, 单位=UNITS, 存在问题=facts))
    assert spoken(lists.problems) == []
    assert lists.facts["S1"].shortcomings == ("账号借出。",)


def test_people_cut_by_a_comma_are_told(tmp_path):
    path = tmp_path / "甲校.csv"
    path.write_text("类别,姓名,班级\n学生,张,样例,1班\n", encoding="utf-8")
    problems = [entry for entry in read_people(path) if isinstance(entry, Problem)]
    assert [problem.code for problem in problems] == ["unheaded-cell"]
