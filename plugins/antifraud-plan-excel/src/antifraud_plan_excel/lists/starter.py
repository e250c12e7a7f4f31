"""The workbooks that ``init`` puts into a new workspace: the lists, and a sample of a school's people."""

from antifraud_plan.plugin import EXAMPLE_MARK, OrganisationKind, SchoolLevel, Starter, StarterFile
from antifraud_plan.plugin import lists_forms as forms
from antifraud_plan_excel.lists.drawing import Row, draw_lists, draw_people

_EXAMPLE_TASK = "主题班会"  # done in every school, where the plan's first task may be the police's
_EXAMPLE_SCHOOL = f"{EXAMPLE_MARK}某镇中心学校"
_GUIDANCE = (
    "1. 每张表一行填一个，标题带 * 的必填；列可以移动，标题不要改字。",
    "2. 先填“单位”表：其他表的学校、单位从下拉列表选，也可以填编号。",
    f"3. 标有“{EXAMPLE_MARK}”的行只作示范，程序会略过，可以删去。",
    "4. 不要合并单元格；日期写成 2023-3-5 或 2023年3月5日；人数只填数字。",
    "5. 不要填写电话、身份证号和银行卡号，这里用不着。",
    "6. 填好后保存并关闭，再运行 antifraud-plan check；有问题会说明在哪张表哪一格。",
    "7. 学生和教职工名单另放“名单”文件夹，一校一个文件，以学校全称命名。",
)
_PEOPLE_GUIDANCE = (
    "1. 这是样表，程序不读。每所学校抄一份，放进“名单”文件夹（没有就新建），以学校全称命名。",
    "2. 每张表一行填一人，标题带 * 的必填；列可以移动，标题不要改字。",
    "3. 班级与单位名册“班级”表一致，一格只填一个班。",
    f"4. 标有“{EXAMPLE_MARK}”的行只作示范，程序会略过，可以删去。",
    "5. 不要填写电话、身份证号和银行卡号，这里用不着。",
)


def draw_starter_lists(starter: Starter) -> bytes:
    """Draw 单位名册.xlsx for a new workspace."""
    plan = starter.plan
    tasks = tuple(task.name for task in plan.tasks)
    own: tuple[Row, ...] = (
        {forms.UNIT_NAME.heading: plan.names.bureau, forms.UNIT_KIND.heading: OrganisationKind.BUREAU.value},
        {
            forms.UNIT_NAME.heading: plan.names.section,
            forms.UNIT_KIND.heading: OrganisationKind.SECTION.value,
        },
    )
    unit: Row = {
        forms.UNIT_ID.heading: "001",
        forms.UNIT_NAME.heading: _EXAMPLE_SCHOOL,
        forms.UNIT_KIND.heading: OrganisationKind.CENTRAL_SCHOOL.value,
        forms.UNIT_LEVELS.heading: f"{SchoolLevel.PRIMARY.value}、{SchoolLevel.JUNIOR.value}",
        forms.UNIT_TOWNSHIP.heading: "某镇",
        forms.UNIT_STUDENTS.heading: 860,
        forms.UNIT_STAFF.heading: 62,
    }
    examples: dict[str, Row] = {
        forms.CLASSES.title: {
            forms.CLASS_SCHOOL.heading: _EXAMPLE_SCHOOL,
            forms.CLASS_NAME.heading: "1班",
            forms.CLASS_GRADE.heading: "三年级",
            forms.CLASS_LEVELS.heading: SchoolLevel.PRIMARY.value,
            forms.CLASS_STUDENTS.heading: 45,
        },
        forms.PEOPLE.title: {
            forms.PERSON_UNIT.heading: _EXAMPLE_SCHOOL,
            forms.PERSON_NAME.heading: "张某",
            forms.PERSON_POST.heading: "校长",
            forms.PERSON_GROUP_ROLE.heading: "组长",
        },
        forms.SHORTCOMINGS.title: {
            forms.SHORTCOMING_SCHOOL.heading: _EXAMPLE_SCHOOL,
            forms.SHORTCOMING.heading: "个别学生把社交账号借给他人使用。",
        },
        forms.MEASURES.title: {
            forms.MEASURE_SCHOOL.heading: _EXAMPLE_SCHOOL,
            forms.MEASURE_TASK.heading: _EXAMPLE_TASK if _EXAMPLE_TASK in tasks else next(iter(tasks), ""),
            forms.MEASURE_TEXT.heading: "由班主任组织，结合身边案例开展。",
            forms.MEASURE_PERSON.heading: "张某",
        },
    }
    rows = {forms.UNITS.title: (*own, unit), **{title: (row,) for title, row in examples.items()}}
    return draw_lists(rows, tasks, _GUIDANCE, plan.issue.date)


LIST_WORKBOOK = StarterFile(
    "单位名册.xlsx", "单位、班级、人员和各校情况，用 Excel 或 WPS 填写", draw_starter_lists
)


def draw_sample_people(starter: Starter) -> bytes:
    """Draw 师生名单样表.xlsx, which is copied into 名单 once for each school."""
    rows: dict[str, tuple[Row, ...]] = {
        forms.STUDENTS.title: (
            {forms.STUDENT_CLASS.heading: "三年级1班", forms.STUDENT_NAME.heading: f"{EXAMPLE_MARK}李某"},
        ),
        forms.STAFF.title: (
            {
                forms.STAFF_NAME.heading: f"{EXAMPLE_MARK}张某",
                forms.STAFF_POST.heading: "语文教师",
                forms.STAFF_CLASS.heading: "三年级1班",
            },
        ),
    }
    return draw_people(rows, starter.plan.issue.date, _PEOPLE_GUIDANCE)


PEOPLE_WORKBOOK = StarterFile(
    "师生名单样表.xlsx", "学生和教职工名单的样表，一校抄一份放进“名单”", draw_sample_people
)
