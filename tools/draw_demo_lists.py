"""Draws the demo county's 单位名册.xlsx and 名单; everybody and everything in them is invented.

Run it after changing the demo: ``python tools/draw_demo_lists.py``. The workbooks are kept beside the demo's
plan.toml, because a clerk's list is a file and not a program.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import chain, cycle, islice, product
from pathlib import Path

from antifraud_plan_excel.lists.drawing import Row, draw_lists, draw_people

ROOT = Path(__file__).parents[1]
BASE_PLAN = ROOT / "src" / "antifraud_plan" / "builtin" / "plans" / "county-education.toml"
DEMO = ROOT / "examples" / "demo-county"
LISTS = DEMO / "单位名册.xlsx"
PEOPLE = DEMO / "名单"
ISSUED = date(2023, 2, 6)

BUREAU = "示例县教育体育局"
COMPLETE_SCHOOL = "示例县第一实验小学"

UNITS = """
B00 | 示例县教育体育局     | 主管局   |                |             |        |      |
B01 | 办公室               | 股室     | B00            |             |        |      |
B02 | 政策法规安全股       | 股室     | B00            |             |        |      |
B03 | 基础教育股           | 股室     | B00            |             |        |      |
X01 | 示例县第一实验小学   | 县直学校 | B00            | 小学        | 城关街 | 1180 | 72
X02 | 示例县第一中学       | 县直学校 | B00            | 高中        | 城关街 | 2460 | 198
Y01 | 示例县实验幼儿园     | 幼儿园   | B00            | 幼儿园      | 城关街 | 320  | 38
Z01 | 东示镇中心学校       | 中心学校 | B00            | 小学、初中  | 东示镇 | 1340 | 104
Z11 | 东示镇第一小学       | 学校     | 东示镇中心学校 | 小学        | 东示镇 | 410  | 29
Z12 | 东示镇第二小学       | 学校     | 东示镇中心学校 | 小学        | 东示镇 | 264  | 21
Z13 | 东示镇初级中学       | 学校     | 东示镇中心学校 | 初中        | 东示镇 | 675  | 57
Y02 | 东示镇中心幼儿园     | 幼儿园   | 东示镇中心学校 | 幼儿园      | 东示镇 | 180  | 20
Z02 | 西例镇中心学校       | 中心学校 | B00            | 小学        | 西例镇 | 720  | 51
Z21 | 西例镇第一小学       | 学校     | 西例镇中心学校 | 小学        | 西例镇 | 330  | 26
Z22 | 西例镇初级中学       | 学校     | 西例镇中心学校 | 初中        | 西例镇 | 540  | 46
"""
UNIT_HEADINGS = ("编号", "名称", "类别", "上级", "学段", "镇街", "学生数", "教职工数")

# School, grades, classes a grade, students a class.
CLASSES = (
    (COMPLETE_SCHOOL, ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"), 4, 49),
    ("示例县第一中学", ("高一", "高二", "高三"), 6, 54),
    ("示例县实验幼儿园", ("小班", "中班", "大班"), 3, 30),
    ("东示镇中心学校", ("五年级", "六年级", "七年级", "八年级", "九年级"), 3, 45),
    ("东示镇第一小学", ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"), 2, 34),
    ("东示镇第二小学", ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"), 1, 44),
    ("东示镇初级中学", ("七年级", "八年级", "九年级"), 5, 45),
    ("东示镇中心幼儿园", ("小班", "中班", "大班"), 2, 30),
    ("西例镇中心学校", ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"), 3, 40),
    ("西例镇第一小学", ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"), 1, 55),
    ("西例镇初级中学", ("七年级", "八年级", "九年级"), 4, 45),
)
LEVEL_OF_GRADE = {"五年级": "小学", "六年级": "小学", "七年级": "初中", "八年级": "初中", "九年级": "初中"}

BUREAU_PEOPLE = (
    (BUREAU, "张示例", "局长", "组长"),
    (BUREAU, "李样例", "副局长", "副组长"),
    (BUREAU, "王示范", "副局长", "副组长"),
    ("办公室", "周演示", "主任", "成员"),
    ("政策法规安全股", "赵样本", "股长", "成员"),
    ("基础教育股", "吴模拟", "股长", "成员"),
)
SCHOOL_POSTS = (
    ("校长", "组长"),
    ("副校长", "副组长"),
    ("法治副校长", "成员"),
    ("安全办主任", "成员"),
    ("教务主任", "成员"),
)
KINDERGARTEN_POSTS = (("园长", "组长"), ("副园长", "副组长"), ("安全员", "成员"))
BLANK_POST = ("西例镇第一小学", "法治副校长")

SHORTCOMINGS = (
    (COMPLETE_SCHOOL, "少数高年级学生使用家长手机充值游戏，对先转账后发货的骗局缺乏警惕。"),
    (COMPLETE_SCHOOL, "部分家长把孩子的姓名、照片发到公开群里，个人信息保护意识不强。"),
    (COMPLETE_SCHOOL, "个别班级群没有核验群成员身份，曾有陌生人冒充教师申请入群。"),
    ("示例县第一中学", "住校生接触兼职信息多，对刷单返利识别不够。"),
    ("东示镇中心学校", "留守儿童较多，祖辈监护人对新型骗术了解不足。"),
)

# Task id, what the complete school does, who answers for it, by when, how often if more than the county asks.
MEASURES = """
2.4 | 指定专人对接辖区派出所，如实提供线索，配合调查取证。 | 安全办主任 | 12-31 |
4.1.1 | 开学后梳理近两年身边案例，班子成员带头剖析，逐条对照自查。 | 校长 | 12-31 |
4.1.2 | 每月第一周召开专题会议，通报情况、研究措施，会后整理会议记录。 | 校长 | 12-31 |
4.2.1 | 开学第一周上好反诈专题课，低年级以绘本、高年级以案例讲解。 | 教务主任 | 12-31 |
4.2.2 | 放假前通过家校平台推送提示，班主任收集家长回执。 | 副校长 | 12-31 |
4.2.3 | 在校门、楼道设宣传栏，红领巾广播站每周播出一期反诈节目。 | 副校长 | 12-31 |
4.2.4 | 邀请派出所民警授课，培训后现场测试，缺席人员补训。 | 教务主任 | 12-31 | 每季度至少2次
4.2.5 | 各班围绕不同主题开展情景演练，班会记录当周交教务处。 | 教务主任 | 12-31 | 每学期每班至少3次
4.2.6 | 学校与班主任、班主任与学生和家长逐级签订，签订情况登记存档。 | 副校长 | 3-31 |
4.3.1 | 清理公示栏和群文件中的个人信息，收集信息须经校长审批。 | 安全办主任 | 12-31 |
4.3.2 | 印发防骗守则，学生熟记，教职工和家长对照执行。 | 教务主任 | 3-31 |
4.3.3 | 班主任每学期核验群成员，实名备注，无关人员一律移出。 | 安全办主任 | 12-31 |
4.4.1 | 会同家长核查学生名下电话卡、银行卡，建立台账，及时注销闲置卡。 | 安全办主任 | 12-31 |
4.4.2 | 发现线索当日报告学校和派出所，同步登记，不得瞒报。 | 安全办主任 | 12-31 |
4.5.1 | 参加警校会商，带回最新发案类型，在教师会上通报。 | 法治副校长 | 12-31 |
4.5.2 | 召开家长会讲解防骗要点，家委会协助做好提醒。 | 副校长 | 12-31 |
5.1 | 结合本校实际制定方案，经校长办公会研究后印发执行。 | 校长 | 2-24 |
5.2 | 放假前安排实践作业，学生与家人共同学习一个案例。 | 教务主任 | 12-31 |
5.3.0 | 校长负总责，分管副校长具体抓，责任分解到处室和班级。 | 校长 | 12-31 |
"""
# Schools whose students and staff are listed, and what those teach who hold no post.
LISTED_SCHOOLS = {
    "东示镇第二小学": ("语文教师", "数学教师", "英语教师", "体育教师", "科学教师"),
    "东示镇初级中学": ("语文教师", "数学教师", "英语教师", "物理教师", "历史教师", "生物教师", "体育教师"),
    "东示镇中心幼儿园": ("教师", "保育员"),
}
# Names that programs stumble over, at their place in a class's list: a long one with ·, a rare character,
# two alike.
AWKWARD_NAMES = {
    ("东示镇第二小学", "三年级1班", 2): "阿依努尔·样例·示范",
    ("东示镇第二小学", "三年级1班", 3): "刘示䶮",
    ("东示镇第二小学", "四年级1班", 5): "王示例",
    ("东示镇第二小学", "四年级1班", 6): "王示例",
}

FIRST_SCHOOL_DAY = date(2023, 2, 13)
PARTIAL = {"东示镇中心学校": ("4.1.2", "4.2.1", "4.2.5", "4.4.1"), "示例县第一中学": ("4.1.2", "4.2.4")}


def invent_names() -> Iterator[str]:
    """Yield plainly invented names, no two alike."""
    given = ("示例", "样例", "演示", "示范", "样本", "模拟", "假设", "虚拟")
    for second, first in product(given, "陈杨黄徐孙马朱胡郭何高林罗郑梁谢宋唐许韩"):
        yield first + second


def invent_people(skipped: int) -> Iterator[str]:
    """Yield plainly invented names, the first ones left out; no two alike in a class."""
    surnames = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方任"
    given = ("示例", "样例", "例", "模拟", "拟", "假设", "虚拟", "样", "示范", "演示", "样本", "示", "仿例")
    pairs = zip(cycle(surnames), cycle(given), strict=False)
    return (surname + name for surname, name in islice(pairs, skipped, None))


def list_units() -> Iterator[Row]:
    """Yield the rows of 单位."""
    for line in UNITS.strip().splitlines():
        texts = dict(zip(UNIT_HEADINGS, (text.strip() for text in line.split("|")), strict=True))
        yield {
            heading: int(text) if heading in UNIT_HEADINGS[-2:] else text
            for heading, text in texts.items()
            if text
        }


def list_classes() -> Iterator[Row]:
    """Yield the rows of 班级."""
    for school, grades, count, students in CLASSES:
        for grade, number in product(grades, range(1, count + 1)):
            row: dict[str, str | int] = {
                "学校": school,
                "班级": f"{number}班",
                "年级": grade,
                "学生数": students,
            }
            if school == "东示镇中心学校":
                row["学段"] = LEVEL_OF_GRADE[grade]
            yield row


def list_people() -> list[Row]:
    """Return the rows of 人员: bureau, leading groups of schools, class teachers of the complete school."""
    rows = list(BUREAU_PEOPLE)
    names = invent_names()
    for unit in list_units():
        match unit["类别"]:
            case "主管局" | "股室":
                posts: tuple[tuple[str, str], ...] = ()
            case "幼儿园":
                posts = KINDERGARTEN_POSTS
            case _:
                posts = SCHOOL_POSTS
        school = str(unit["名称"])
        rows += [
            (school, "" if (school, post) == BLANK_POST else next(names), post, role) for post, role in posts
        ]
    classes = [row for row in list_classes() if row["学校"] == COMPLETE_SCHOOL]
    rows += [(f"X01/{row['年级']}{row['班级']}", next(names), "班主任", "") for row in classes]
    return [
        {
            heading: text
            for heading, text in zip(("单位", "姓名", "职务", "领导小组职务"), row, strict=True)
            if text
        }
        for row in rows
    ]


def list_students(school: str, names: Iterator[str]) -> Iterator[Row]:
    """Yield the rows of 学生 of one school, class by class."""
    for row in list_classes():
        if row["学校"] == school:
            class_name = f"{row['年级']}{row['班级']}"
            for number in range(1, int(str(row["学生数"])) + 1):
                name = next(names)
                yield {"班级": class_name, "姓名": AWKWARD_NAMES.get((school, class_name, number), name)}


def list_staff(school: str, names: Iterator[str]) -> Iterator[Row]:
    """Yield the rows of 教职工 of one school: who holds a post, who leads a class, the rest."""
    (staff,) = (int(str(row["教职工数"])) for row in list_units() if row["名称"] == school)
    heads: list[Row] = [
        {"姓名": row["姓名"], "岗位": row["职务"]}
        for row in list_people()
        if row["单位"] == school and row["职务"] != "法治副校长"  # a policeman
    ]
    classes = [f"{row['年级']}{row['班级']}" for row in list_classes() if row["学校"] == school]
    teachers: Iterator[Row] = (
        {"姓名": name, "岗位": post, **({"班主任班级": class_name} if class_name else {})}
        for class_name, name, post in zip(
            chain(classes, cycle([""])), names, cycle(LISTED_SCHOOLS[school]), strict=False
        )
    )
    return islice(chain(heads, teachers), staff)


def list_measures(task_names: dict[str, str]) -> Iterator[Row]:
    """Yield the rows of 工作措施; schools besides the complete one have not said who answers for what."""
    in_charge = {row.get("职务"): row.get("姓名") for row in list_people() if row["单位"] == COMPLETE_SCHOOL}
    texts: dict[str, str] = {}
    for line in MEASURES.strip().splitlines():
        task, text, post, finish, cadence = (part.strip() for part in line.split("|"))
        texts[task] = text
        month, day = finish.split("-")
        yield {
            "学校": COMPLETE_SCHOOL,
            "工作任务": task_names[task],
            "措施": text,
            "责任人": str(in_charge[post]),
            "开始日期": FIRST_SCHOOL_DAY,
            "完成日期": date(2023, int(month), int(day)),
            **({"频次": cadence} if cadence else {}),
        }
    for school, tasks in PARTIAL.items():
        for task in tasks:
            yield {"学校": school, "工作任务": task_names[task], "措施": texts[task]}


def draw() -> bytes:
    """Draw the workbook."""
    plan = tomllib.loads(BASE_PLAN.read_text(encoding="utf-8"))
    task_names = {task["id"]: task["name"] for task in plan["task"]}
    rows = {
        "单位": tuple(list_units()),
        "班级": tuple(list_classes()),
        "人员": tuple(list_people()),
        "存在问题": tuple({"学校": school, "存在问题": text} for school, text in SHORTCOMINGS),
        "工作措施": tuple(list_measures(task_names)),
    }
    guidance = ("这是示例县的名册，单位和姓名全是虚构的，可照样填写本县的。",)
    return draw_lists(rows, tuple(task_names.values()), guidance, ISSUED)


def draw_people_of(school: str) -> bytes:
    """Draw one school's list of students and staff."""
    names = invent_people(200 * list(LISTED_SCHOOLS).index(school))
    rows = {"学生": tuple(list_students(school, names)), "教职工": tuple(list_staff(school, names))}
    return draw_people(rows, ISSUED)


if __name__ == "__main__":
    LISTS.write_bytes(draw())
    PEOPLE.mkdir(exist_ok=True)
    for listed in LISTED_SCHOOLS:
        (PEOPLE / f"{listed}.xlsx").write_bytes(draw_people_of(listed))
