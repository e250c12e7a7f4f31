"""Can every pledge of a plan be signed: somebody signs with somebody, and there is something to promise."""

from collections.abc import Iterator

from antifraud_plan.model.integrity.fault import Path, PlanFault
from antifraud_plan.model.plan import Plan
from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.pledges.relation import PledgePaper, PledgeRelation, Signer
from antifraud_plan.model.terms import SchoolLevel
from antifraud_plan.problems import Problem

_SIGNS_FOR = {
    Voice.UNIT: "单位",
    Voice.SUPERIOR: "责任书的甲方",
    Voice.STAFF: "教职工",
    Voice.CLASS_TEACHER: "班主任",
    Voice.GUARDIAN: "监护人",
    Voice.PRIMARY: "小学生",
    Voice.JUNIOR: "初中生",
    Voice.SENIOR: "高中生、职校生",
    Voice.PARENT: "家长",
}


def find_unsignable(plan: Plan) -> Iterator[PlanFault]:
    """Yield what keeps a pledge from being signed; of one that is off only what contradicts itself."""
    yield from _find_repeated_names(plan)
    for relation in plan.pledges:
        yield from _find_wrong_sides(relation)
        yield from _find_parties_without_units(plan, relation)
        if relation.enabled:
            yield from _find_missing_authority(relation)
            yield from _find_nothing_promised(plan, relation)


def _find_repeated_names(plan: Plan) -> Iterator[PlanFault]:
    """Yield a fault for every second use of a name: registers and folders tell pledges apart by it."""
    seen: set[str] = set()
    for relation in plan.pledges:
        if relation.name in seen:
            problem = Problem(
                "pledge-name-repeated",
                f"“{relation.name}”这个名称已经用过，台账和文件夹里分不清是哪一种承诺书。",
                remedy="请把其中一个的 name 改成不同的。",
            )
            yield _fault(relation, "name", problem)
        seen.add(relation.name)


def _find_wrong_sides(relation: PledgeRelation) -> Iterator[PlanFault]:
    between_units = relation.signer is Signer.UNIT
    is_letter = relation.paper is PledgePaper.RESPONSIBILITY_LETTER
    if between_units and not relation.receivers:
        yield _fault(
            relation,
            "receivers",
            Problem(
                "pledge-without-receiver",
                f"“{relation.name}”由单位签，没有写明与谁签。",
                remedy='请写上 receivers，例如 ["bureau"]。',
            ),
        )
    if not between_units and relation.receivers:
        yield _fault(
            relation,
            "receivers",
            Problem(
                "pledge-with-receiver",
                f"“{relation.name}”由个人签，个人与本校签，不能另写与谁签。",
                remedy="请删去 receivers。",
            ),
        )
    if is_letter and not between_units:
        yield _fault(
            relation,
            "signer",
            Problem(
                "letter-signed-by-people",
                f"“{relation.name}”是责任书，只能由单位签，这里写的是“{relation.signer.value}”。",
                remedy="请把 signer 改成“单位”，或把 paper 改成“承诺书”。",
            ),
        )
    if relation.authority and not is_letter:
        yield _fault(
            relation,
            "authority",
            Problem(
                "authority-without-letter",
                f"“{relation.name}”写了允许使用责任书的文件，签的却是承诺书。",
                remedy='要签责任书，请写 paper = "责任书"；不签，请删去 authority。',
            ),
        )


def _find_parties_without_units(plan: Plan, relation: PledgeRelation) -> Iterator[PlanFault]:
    parties = {party.id: party for party in plan.parties}
    for field, named in (("units", relation.units), ("receivers", relation.receivers)):
        for index, party_id in enumerate(named):
            party = parties.get(party_id)
            if party is not None and not party.kinds and not party.units:
                problem = Problem(
                    "party-without-units",
                    f"责任主体“{party.name}”不在单位名册里，“{relation.name}”落不到任何单位。",
                    remedy="请写有 kinds 或 units 的责任主体，例如 schools。",
                )
                yield PlanFault(("pledge", relation.id, field, index), problem)


def _find_missing_authority(relation: PledgeRelation) -> Iterator[PlanFault]:
    if relation.paper is PledgePaper.RESPONSIBILITY_LETTER and not relation.authority:
        problem = Problem(
            "letter-without-authority",
            f"“{relation.name}”要签责任书，没有写明允许使用责任书的文件。",
            remedy='请写上 authority = "《文件名称》（文号）"；没有这样的文件，请改为 enabled = false。',
        )
        yield _fault(relation, "enabled", problem)


def _find_nothing_promised(plan: Plan, relation: PledgeRelation) -> Iterator[PlanFault]:
    promised = {voice for voice in Voice for promise in plan.promises if promise.wording(voice)}
    missing = [voice for voice in relation.voices(_levels(plan, relation)) if voice not in promised]
    if missing:
        named = "、".join(f"{_SIGNS_FOR[voice]}（{voice.value}）" for voice in missing)
        problem = Problem(
            "nothing-promised",
            f"“{relation.name}”要签，{named}却一条承诺也没有。",
            remedy="请在 [[promise]] 里写上；不签的，请写 enabled = false。",
        )
        yield _fault(relation, "enabled", problem)


def _levels(plan: Plan, relation: PledgeRelation) -> frozenset[SchoolLevel]:
    """The school levels whose students sign: those its parties are narrowed to, or all of them."""
    parties = [party for party in plan.parties if party.id in relation.units]
    if all(party.levels and not party.units for party in parties):
        return frozenset(level for party in parties for level in party.levels)
    return frozenset(SchoolLevel)


def _fault(relation: PledgeRelation, field: str, problem: Problem) -> PlanFault:
    path: Path = ("pledge", relation.id, field)
    return PlanFault(path, problem)
