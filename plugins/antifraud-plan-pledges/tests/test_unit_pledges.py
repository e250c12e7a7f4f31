"""What units sign with the unit above them: which paper, with whom, in how many copies."""

import attrs
import pytest
from pledge_papers import AUTHORITY, DEMO, REGISTRY, item_of, items_of, kind_of, markdown

from antifraud_plan.offers import Brief
from antifraud_plan.plugin import PledgePaper
from antifraud_plan.workspace import open_workspace


def paths(kind: str, brief: Brief) -> list[str]:
    return ["/".join(item.path) for item in items_of(kind, brief)]


def test_every_school_signs_once_with_the_unit_above(demo: Brief) -> None:
    assert paths("unit-pledge", demo) == [
        "单位承诺书/示例县第一实验小学与示例县教育体育局",
        "单位承诺书/示例县第一中学与示例县教育体育局",
        "单位承诺书/示例县实验幼儿园与示例县教育体育局",
        "单位承诺书/东示镇中心学校与示例县教育体育局",
        "单位承诺书/西例镇中心学校与示例县教育体育局",
        "单位承诺书/东示镇第一小学与东示镇中心学校",
        "单位承诺书/东示镇第二小学与东示镇中心学校",
        "单位承诺书/东示镇初级中学与东示镇中心学校",
        "单位承诺书/东示镇中心幼儿园与东示镇中心学校",
        "单位承诺书/西例镇第一小学与西例镇中心学校",
        "单位承诺书/西例镇初级中学与西例镇中心学校",
    ]


def test_a_letter_is_signed_instead_only_where_the_plan_says_so(demo: Brief) -> None:
    as_issued = open_workspace(DEMO, REGISTRY).brief()
    assert len(paths("unit-pledge", as_issued)) == 11
    assert paths("responsibility-letter", as_issued) == []
    assert len(paths("responsibility-letter", demo)) == 11
    letters = [each for each in demo.plan.pledges if each.paper is PledgePaper.RESPONSIBILITY_LETTER]
    only_letters = attrs.evolve(demo, plan=attrs.evolve(demo.plan, pledges=tuple(letters)))
    assert paths("unit-pledge", only_letters) == []


def test_a_letter_names_the_document_that_allows_it(demo: Brief) -> None:
    assert f"依据{AUTHORITY}，" in markdown("responsibility-letter", demo)


def test_papers_are_made_for_the_schools_asked_for(demo: Brief) -> None:
    central = demo.tree.find("西例镇中心学校")
    assert central is not None
    assert paths("unit-pledge", attrs.evolve(demo, selected=(central,))) == [
        "单位承诺书/西例镇中心学校与示例县教育体育局",
        "单位承诺书/西例镇第一小学与西例镇中心学校",
        "单位承诺书/西例镇初级中学与西例镇中心学校",
    ]


def test_a_kindergarten_speaks_of_itself_as_one(demo: Brief) -> None:
    assert "我园郑重承诺：" in markdown("unit-pledge-kindergarten", demo)
    assert "我校郑重承诺：" in markdown("unit-pledge", demo)


@pytest.mark.parametrize(("copies", "said"), [(1, ""), (2, "本承诺书一式两份，"), (4, "本承诺书一式四份，")])
def test_the_pledge_says_how_many_copies_there_are(demo: Brief, copies: int, said: str) -> None:
    item = item_of("unit-pledge", demo)
    assert item.values["copies"] == 2
    relations = tuple(attrs.evolve(each, copies=copies) for each in demo.plan.pledges)
    text = markdown("unit-pledge", attrs.evolve(demo, plan=attrs.evolve(demo.plan, pledges=relations)))
    assert said in text
    assert ("一式" in text) == bool(said)


def test_kinds_answer_to_their_chinese_titles() -> None:
    assert REGISTRY.require_document_kind("单位承诺书") == kind_of("unit-pledge")
    assert REGISTRY.require_document_kind("空白承诺书") == kind_of("pledge-blank")
