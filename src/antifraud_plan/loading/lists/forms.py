"""The tables that clerks fill in, each column described once: for reading and for drawing."""

from antifraud_plan.loading.lists.cells import (
    choose_from,
    read_cadence,
    read_count,
    read_day,
    read_group_role,
    read_identifier,
    read_levels,
    read_name,
    read_person_name,
    read_text,
    read_unit_name,
)
from antifraud_plan.loading.lists.table import ListColumn, ListForm
from antifraud_plan.model.organisation import OrganisationKind

LISTED_KINDS = tuple(
    kind for kind in OrganisationKind if kind not in (OrganisationKind.GRADE, OrganisationKind.CLASS)
)

UNIT_ID = ListColumn("编号", read_identifier, "单位编号，不重复；不填时以名称代替。")
UNIT_NAME = ListColumn("名称", read_unit_name, "单位全称，印在文件上。", required=True)
UNIT_KIND = ListColumn(
    "类别", choose_from({kind.value: kind for kind in LISTED_KINDS}), "从下拉列表选。", required=True
)
UNIT_PARENT = ListColumn("上级", read_identifier, "上级单位的编号或全称；不填即主管局。")
UNIT_LEVELS = ListColumn("学段", read_levels, "小学、初中等；几个学段之间用顿号。")
UNIT_TOWNSHIP = ListColumn("镇街", read_name, "所在镇街。")
UNIT_STUDENTS = ListColumn("学生数", read_count, "人数，只填数字。")
UNIT_STAFF = ListColumn("教职工数", read_count, "人数，只填数字。")
UNIT_OPENED = ListColumn("启用日期", read_day, "年度中新设的单位填写。")
UNIT_CLOSED = ListColumn("停用日期", read_day, "年度中撤并的单位填写，当日仍计入。")
UNITS = ListForm(
    "单位",
    "主管局、股室、中心学校、学校、幼儿园，一行一个。",
    (
        UNIT_ID,
        UNIT_NAME,
        UNIT_KIND,
        UNIT_PARENT,
        UNIT_LEVELS,
        UNIT_TOWNSHIP,
        UNIT_STUDENTS,
        UNIT_STAFF,
        UNIT_OPENED,
        UNIT_CLOSED,
    ),
)

CLASS_SCHOOL = ListColumn("学校", read_identifier, "学校的编号或全称。", required=True)
CLASS_NAME = ListColumn("班级", read_name, "如 三年级1班；填了年级时可只写 1班。", required=True)
CLASS_GRADE = ListColumn("年级", read_name, "如 三年级；班级名称里已有时不填。")
CLASS_LEVELS = ListColumn("学段", read_levels, "学校有几个学段时填写。")
CLASS_STUDENTS = ListColumn("学生数", read_count, "人数，只填数字。")
CLASSES = ListForm(
    "班级", "各校的班级，一行一个。", (CLASS_SCHOOL, CLASS_NAME, CLASS_GRADE, CLASS_LEVELS, CLASS_STUDENTS)
)

PERSON_UNIT = ListColumn("单位", read_identifier, "单位的编号或全称。", required=True)
PERSON_NAME = ListColumn("姓名", read_person_name, "任职人员姓名；暂缺时留空。")
PERSON_POST = ListColumn("职务", read_name, "如 校长、法治副校长。")
PERSON_GROUP_ROLE = ListColumn(
    "领导小组职务", read_group_role, "在本单位领导小组中的职务，如 组长；没有则不填。"
)
PEOPLE = ListForm(
    "人员",
    "任职人员，一行一个。不填电话、证件和银行卡号。",
    (PERSON_UNIT, PERSON_NAME, PERSON_POST, PERSON_GROUP_ROLE),
)

SHORTCOMING_SCHOOL = ListColumn("学校", read_identifier, "学校的编号或全称。", required=True)
SHORTCOMING = ListColumn("存在问题", read_text, "分析以往案件发现的问题，一行一条。", required=True)
SHORTCOMINGS = ListForm("存在问题", "各校排查出的问题。", (SHORTCOMING_SCHOOL, SHORTCOMING))

MEASURE_SCHOOL = ListColumn("学校", read_identifier, "学校的编号或全称。", required=True)
MEASURE_TASK = ListColumn("工作任务", read_name, "县方案中的任务名称或编号。", required=True)
MEASURE_TEXT = ListColumn("措施", read_text, "本校怎样做。")
MEASURE_PERSON = ListColumn("责任人", read_person_name, "责任人姓名。")
MEASURE_START = ListColumn("开始日期", read_day, "如 2023-3-5。")
MEASURE_FINISH = ListColumn("完成日期", read_day, "如 2023-6-30，当日计入。")
MEASURE_CADENCE = ListColumn("频次", read_cadence, "如 每月至少1次；只可比县方案严，不填即照县方案。")
MEASURES = ListForm(
    "工作措施",
    "各校为落实县方案每项任务采取的措施。",
    (
        MEASURE_SCHOOL,
        MEASURE_TASK,
        MEASURE_TEXT,
        MEASURE_PERSON,
        MEASURE_START,
        MEASURE_FINISH,
        MEASURE_CADENCE,
    ),
)

LISTS = (UNITS, CLASSES, PEOPLE, SHORTCOMINGS, MEASURES)

STUDENT_CLASS = ListColumn("班级", read_name, "班级名称，与单位名册一致。", required=True)
STUDENT_NAME = ListColumn("姓名", read_name, "学生姓名。", required=True)
STUDENTS = ListForm("学生", "本校学生，一行一人。", (STUDENT_CLASS, STUDENT_NAME))

STAFF_NAME = ListColumn("姓名", read_name, "教职工姓名。", required=True)
STAFF_POST = ListColumn("岗位", read_name, "如 语文教师。")
STAFF_CLASS = ListColumn("班主任班级", read_name, "担任班主任的班级；不是班主任则不填。")
STAFF = ListForm("教职工", "本校教职工，一行一人。", (STAFF_NAME, STAFF_POST, STAFF_CLASS))

PERSON_KIND = ListColumn(
    "类别", choose_from({STUDENTS.title: STUDENTS, STAFF.title: STAFF}), "学生或教职工。", required=True
)
STUDENTS_AND_STAFF = ListForm(
    "名单",
    "本校学生和教职工，一行一人。",
    (PERSON_KIND, STUDENT_NAME, STUDENT_CLASS, STAFF_POST, STAFF_CLASS),
)

REGISTER_ID = ListColumn("编号", read_identifier, "程序编的号，请勿改动；名单以外补填的行不填。")
REGISTER_RELATION = ListColumn("签订关系", read_name, "谁与谁签，如 学校与教职工。")
REGISTER_CLASS = ListColumn("班级", read_name, "学生和班主任的班级；其他人不填。")
REGISTER_SIGNER = ListColumn("签订人", read_name, "单位全称，或姓名。", required=True)
REGISTER_COUNTERPART = ListColumn("对方", read_name, "与谁签。")
REGISTER_COPIES_DUE = ListColumn("应签份数", read_count, "一式几份。")
REGISTER_DAY = ListColumn("签订日期", read_day, "签了就填日期，如 2023-3-5；没有签不填。")
REGISTER_COPIES = ListColumn("实签份数", read_count, "只填数字；不填即按应签份数计。")
REGISTER_REMARK = ListColumn("备注", read_text, "如 转学、请假；不填电话和证件号码。")
REGISTER_ENTRIES = (REGISTER_DAY, REGISTER_COPIES, REGISTER_REMARK)
REGISTER = ListForm(
    "签订台账",
    "每份应签的承诺书一行；签了填签订日期。",
    (
        REGISTER_ID,
        REGISTER_RELATION,
        REGISTER_CLASS,
        REGISTER_SIGNER,
        REGISTER_COUNTERPART,
        REGISTER_COPIES_DUE,
        *REGISTER_ENTRIES,
    ),
)

ORIGIN_PLAN = ListColumn("方案", read_name, "方案的编号。", required=True)
ORIGIN_YEAR = ListColumn("年份", read_count, "方案的年份。", required=True)
ORIGIN_KEEPER = ListColumn("单位", read_identifier, "填这份台账的单位的编号。", required=True)
ORIGIN_VERSION = ListColumn("格式", read_count, "台账的格式，现为 1。", required=True)
REGISTER_ORIGIN = ListForm(
    "台账标识",
    "程序据此认出台账属于哪个单位，请勿改动。",
    (ORIGIN_PLAN, ORIGIN_YEAR, ORIGIN_KEEPER, ORIGIN_VERSION),
)
REGISTER_VERSION = 1
