"""A small county with a central school, and the pledges its plan asks for."""

from datetime import date

from antifraud_plan.model.organisation import Organisation, OrganisationKind, OrganisationTree
from antifraud_plan.model.plan import Issue, Names, Plan
from antifraud_plan.model.pledges.relation import PledgeRelation, Signer
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.task import Party
from antifraud_plan.model.terms import SchoolLevel

K = OrganisationKind
DAY = date(2023, 3, 1)
PRIMARY, NINE_YEARS = "小学", "小学、初中"


def relation(relation_id: str, signer: str, *receivers: str, units: str = "schools") -> PledgeRelation:
    return PledgeRelation(
        relation_id, relation_id, Prose.parse("承诺书"), Signer(signer), (units,), tuple(receivers)
    )


PLAN = Plan(
    id="sample",
    title=Prose.parse("方案"),
    year=2023,
    names=Names("示例县", "示例县教育体育局", "县教体局", "教体系统", "政策法规安全股", "法安股"),
    issue=Issue(date(2023, 2, 6)),
    parties=(
        Party("bureau", "局", kinds=(K.BUREAU,)),
        Party("schools", "学校", kinds=(K.CENTRAL_SCHOOL, K.COUNTY_SCHOOL, K.SCHOOL, K.KINDERGARTEN)),
        Party("central", "中心学校", kinds=(K.CENTRAL_SCHOOL,)),
    ),
    pledges=(
        relation("bureau-schools", "单位", "bureau"),
        relation("central-schools", "单位", "central"),
        relation("staff", "教职工"),
        relation("class-teachers", "班主任"),
        relation("families", "学生和家长"),
    ),
)


def unit(
    unit_id: str, name: str, kind: OrganisationKind, parent: str | None, levels: str = ""
) -> Organisation:
    taught = frozenset(SchoolLevel(word) for word in levels.split("、") if word)
    return Organisation(unit_id, name, kind, parent, taught)


UNITS = (
    unit("B", "示例县教育体育局", K.BUREAU, None),
    unit("F", "法安股", K.SECTION, "B"),
    unit("X", "示例县第一中学", K.COUNTY_SCHOOL, "B", "高中"),
    unit("Y", "示例县实验幼儿园", K.KINDERGARTEN, "B", "幼儿园"),
    unit("Z", "东示镇中心学校", K.CENTRAL_SCHOOL, "B", NINE_YEARS),
    unit("Z1", "东示镇第一小学", K.SCHOOL, "Z", PRIMARY),
    unit("Z2", "东示镇中心幼儿园", K.KINDERGARTEN, "Z", "幼儿园"),
    unit("Z/1", "七年级1班", K.CLASS, "Z", "初中"),
    unit("Z/2", "2022级1班", K.CLASS, "Z"),
    unit("Z/3", "英才班", K.CLASS, "Z", "初中"),
    unit("Z1/1", "三年级1班", K.CLASS, "Z1", PRIMARY),
)
TREE = OrganisationTree(UNITS)
