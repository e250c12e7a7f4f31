"""Each school's own plan (clause 5.1): the county's duties with the school's own facts, or marked blanks."""

from collections.abc import Iterator

from antifraud_plan.plugin import (
    AtLeast,
    Brief,
    DocumentKind,
    Item,
    Ladder,
    Location,
    Metric,
    Organisation,
    OrganisationKind,
    OrganisationTree,
    Plan,
    Problem,
    SchoolFacts,
    Scope,
    Severity,
    Submission,
    Variable,
    Zero,
)
from antifraud_plan_documents.school_group import (
    POST_FIELDS,
    GroupRole,
    find_empty_seats,
    find_posts,
    join_deputies,
)
from antifraud_plan_documents.school_measures import (
    GROUP_FIELDS,
    Duty,
    find_blanks,
    find_duties,
    group_duties,
)
from antifraud_plan_documents.sentences import split_points
from antifraud_plan_documents.settings import DocumentSettings
from antifraud_plan_documents.templates import read_source

VARIABLES = (
    Variable("title", "方案标题", "示例县第一实验小学2023年防范电信网络诈骗工作实施方案"),
    Variable("school", "学校全称", "示例县第一实验小学"),
    Variable("self_name", "学校自称，幼儿园称我园", "我校"),
    Variable("subject", "工作名称", "防范电信网络诈骗工作"),
    Variable("plan_title", "县方案标题", "示例县教体系统2023年防范电信网络诈骗工作实施方案"),
    Variable("number", "县方案的发文字号，没有时为空", "示教体字〔2023〕5号"),
    Variable("goals", "工作目标，一段话，含各项指标", "全面完成《方案》确定的各项任务，……"),
    Variable("profile", "学校规模，逐项，名册里没有时为空", "教学班24个", many=True),
    Variable("shortcomings", "本校存在的问题，逐条，句末不带标点", "家长对新型骗局了解不够", many=True),
    Variable("posts", "学校领导小组，逐个职务", "组长：王演示（校长）", POST_FIELDS, many=True),
    Variable("deputies", "组长以外的职务，已连好；只有组长时为空", "副组长和各成员"),
    Variable("groups", "工作措施，按县方案的章节分组", "（一）压实学校责任", GROUP_FIELDS, many=True),
    Variable("reporting", "报送要求，一段话", "2月28日前将年度工作方案报送县教体局法安股。"),
    Variable("date", "成文日期；打印时写 {{ date | cn_date }}", "2023年2月6日"),
    Variable("sealed", "是否加盖印章，决定落款的位置", "true"),
)


def _items(brief: Brief) -> Iterator[Item]:
    for school in brief.tree.schools():
        if brief.wants(school):
            yield _item(brief, school)


def _item(brief: Brief, school: Organisation) -> Item:
    plan, tree = brief.plan, brief.tree
    facts = brief.facts.get(school.id, SchoolFacts(school.id))
    duties = find_duties(plan, tree, school, facts)
    posts = find_posts(tree, school)
    title = f"{school.name}{plan.year}年{plan.subject}实施方案"
    self_name = school.kind.self_name
    values: dict[str, object] = {
        "title": title,
        "school": school.name,
        "self_name": self_name,
        "subject": plan.subject,
        "plan_title": plan.fill(plan.title),
        "number": str(plan.document_number or ""),
        "goals": _goals(plan, school),
        "profile": _profile(tree, school),
        "shortcomings": tuple(point for each in facts.shortcomings for point in split_points(each)),
        "posts": posts,
        "deputies": join_deputies(posts),
        "groups": group_duties(plan, duties),
        "reporting": _reporting(plan, tree, school, self_name),
        "date": brief.on,
        "sealed": brief.setting(DocumentSettings).sealed,
    }
    return Item(("学校方案", title), title, values, tuple(_gaps(school, facts, duties, posts)))


def _goals(plan: Plan, school: Organisation) -> str:
    """State the targets that a school is judged by; a metric that names nobody is everybody's."""
    goals = [
        _goal(metric)
        for metric in plan.metrics
        if not metric.responsible or any(plan.party(party).includes(school) for party in metric.responsible)
    ]
    return "，".join(["全面完成《方案》确定的各项任务", *goals]) + "。"


def _goal(metric: Metric) -> str:
    """Put a metric and its target into words that read as one clause."""
    name, target = metric.name, str(metric.target)
    match metric.target.goals:
        case (Zero(),):
            name, link = name.removesuffix("数"), ""
        case (Ladder(),):
            link = "逐年达到"
        case (AtLeast(),) if target[:1].isdigit() or target.startswith("百分"):
            link = "达到"
        case _:
            link = ""
    return f"{'、'.join(audience.value for audience in metric.audiences)}{name}{link}{target}"


def _profile(tree: OrganisationTree, school: Organisation) -> tuple[str, ...]:
    """Say how large the school is, as far as the list of organisations tells."""
    kindergarten = school.kind is OrganisationKind.KINDERGARTEN
    counts = (
        ("班级" if kindergarten else "教学班", len(tree.classes_of(school)), "个"),
        ("幼儿" if kindergarten else "学生", school.students, "人"),
        ("教职工", school.staff, "人"),
    )
    return tuple(f"{name}{count}{unit}" for name, count, unit in counts if count)


def _reporting(plan: Plan, tree: OrganisationTree, school: Organisation, self_name: str) -> str:
    """Say what the school itself hands in, for whom, or who reports for it (clauses 5.4.1, 5.4.2)."""
    sentences = []
    covered: dict[str, None] = {}
    for submission in plan.submissions:
        reporter = _find_reporter(plan, tree, submission, school)
        if reporter is None:
            continue
        through = "" if reporter == school else f"经{reporter.name}"
        receiver = plan.fill(submission.receiver) or plan.names.bureau_short
        sentences.append(f"{submission.deadline}将{submission.name}{through}报送{receiver}")
        covered |= {
            unit.name: None
            for unit in tree.below(school)
            if unit.kind.is_school and _find_reporter(plan, tree, submission, unit) == school
        }
    if not sentences:
        return f"按照{plan.names.bureau_short}要求报送有关材料。"
    if covered:
        sentences.append(f"{self_name}负责汇总{'、'.join(covered)}的上述材料，一并报送")
    return f"{'；'.join(sentences)}。"


def _find_reporter(
    plan: Plan, tree: OrganisationTree, submission: Submission, school: Organisation
) -> Organisation | None:
    """Return who hands it in: the school itself, or the nearest unit above it that must."""
    parties = [plan.party(party) for party in submission.reporting]
    units = (school, *tree.above(school))
    return next((unit for unit in units if any(party.includes(unit) for party in parties)), None)


def _gaps(
    school: Organisation, facts: SchoolFacts, duties: tuple[Duty, ...], posts: tuple[GroupRole, ...]
) -> Iterator[Problem]:
    for what in find_empty_seats(posts):
        yield _gap(school, what, "请在单位名册“人员”表里填写姓名和“领导小组职务”。")
    if not facts.shortcomings:
        yield _gap(school, "还没有写存在的问题", "请在单位名册“存在问题”表里填写。")
    unwritten = [duty.name for duty in duties if not duty.measures]
    if unwritten:
        what = f"还有{len(unwritten)}项工作没有写措施、责任人和时间：{'、'.join(unwritten)}"
        yield _gap(school, what, "请在单位名册“工作措施”表里填写。")
    for duty, measure, lacking in find_blanks(duties):
        what = f"“{duty.name}”还缺{'、'.join(lacking)}"
        yield _gap(school, what, "请在单位名册“工作措施”表里填写。", measure.location)


def _gap(school: Organisation, what: str, remedy: str, where: Location | None = None) -> Problem:
    return Problem("school-plan-gap", f"{school.name}的方案{what}。", where, remedy, Severity.GAP)


SCHOOL_PLAN = DocumentKind(
    "school-plan",
    title="学校方案",
    scope=Scope.SCHOOL,
    source=read_source("school-plan"),
    items=_items,
    variables=VARIABLES,
)
