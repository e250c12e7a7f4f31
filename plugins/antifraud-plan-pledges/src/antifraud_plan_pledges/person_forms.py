"""The forms that people sign with their school, and the letter home: whose they are and what they print."""

from collections.abc import Mapping

import attrs

from antifraud_plan.plugin import (
    Brief,
    Organisation,
    PledgeRelation,
    Signer,
    Variable,
    Voice,
    find_people_pledges,
)
from antifraud_plan_pledges.promises import PROMISES, REFERENCES, print_promises, print_references

# A line to write on where the list says nothing, eight characters wide.
BLANK = "_" * 16

# Where a plan of its own says nothing: the police and their line against fraud.
_HOTLINES = "110、96110"
_STUDENTS = (Voice.PRIMARY, Voice.JUNIOR, Voice.SENIOR)

SHARED_VARIABLES = (
    Variable("title", "标题", "防范电信网络诈骗承诺书"),
    Variable("subject", "工作名称", "防范电信网络诈骗工作"),
    Variable("plan_title", "方案标题", "示例县教体系统2023年防范电信网络诈骗工作实施方案"),
    Variable("school", "学校全称", "东示镇第二小学"),
    PROMISES,
    REFERENCES,
    attrs.evolve(PROMISES, name="parent_promises", meaning="家长与学生一起签时家长的承诺；其他时候为空"),
    Variable("guardian_signs", "是否由监护人代签（幼儿园和低年级）", "false"),
    Variable("hotlines", "报警电话，方案的词语 hotlines", "110、96110"),
    Variable("date", "印制日期；打印时写 {{ date | cn_date }}", "2023年2月6日"),
)
OWN_VARIABLES = (
    Variable("name", "姓名", "张示例"),
    Variable("class_name", "班级，没有的是一条横线", "三年级1班"),
    Variable("post", "岗位，没有的是一条横线", "语文教师"),
)


@attrs.frozen
class PersonForm:
    """A form of which everybody gets a copy of their own.

    Attributes:
        name: of its kind and of its template.
        title: Chinese title of its kind.
        signers: whose it is.
        letter: whether it is a letter, which goes home once, whatever is signed and in however many steps of
            the cascade, in the words that parents promise themselves.
    """

    name: str
    title: str
    signers: tuple[Signer, ...]
    letter: bool = False

    def steps(self, brief: Brief, school: Organisation) -> tuple[PledgeRelation, ...]:
        """Return the steps of the cascade in which it is signed at *school*, in the plan's order."""
        asked = find_people_pledges(brief.plan, school, on=brief.on)
        return tuple(relation for relation in asked if relation.signer in self.signers)

    def title_in(self, brief: Brief, relation: PledgeRelation) -> str:
        """Return what folders and files call it; where the plan has several such steps, each by its name."""
        others = (each for each in brief.plan.pledges if each.enabled and each.id != relation.id)
        is_shared = not self.letter and any(each.signer in self.signers for each in others)
        return f"{self.title}（{relation.name}）" if is_shared else self.title

    def voice(self, signer: Voice) -> Voice:
        """Return in whose words it is put where *signer* signs."""
        return Voice.PARENT if self.letter and signer is not Voice.GUARDIAN else signer

    def shared_values(
        self, brief: Brief, school: Organisation, relation: PledgeRelation, voice: Voice
    ) -> Mapping[str, object]:
        """Return what the copies of one school, step of the cascade and voice have in common."""
        plan = brief.plan
        promises = print_promises(plan, voice)
        beside = relation.signer is Signer.FAMILY and voice in _STUDENTS
        return {
            "title": self.title if self.letter else plan.fill(relation.title),
            "subject": plan.subject,
            "plan_title": plan.fill(plan.title),
            "school": school.name,
            "promises": promises,
            "references": print_references(promises),
            "parent_promises": print_promises(plan, Voice.PARENT) if beside else (),
            "guardian_signs": voice is Voice.GUARDIAN,
            "hotlines": plan.terms.get("hotlines", _HOTLINES),
            "date": brief.on,
        }


PERSON_FORMS = (
    PersonForm("staff-pledge", "教职工承诺书", (Signer.STAFF,)),
    PersonForm("class-teacher-pledge", "班主任承诺书", (Signer.CLASS_TEACHER,)),
    PersonForm("student-pledge", "学生承诺书", (Signer.STUDENT,)),
    PersonForm("family-pledge", "学生和家长承诺书", (Signer.FAMILY,)),
    PersonForm("parents-letter", "致家长的一封信", (Signer.FAMILY, Signer.STUDENT), letter=True),
)


def own_values(name: str, class_name: str, post: str) -> Mapping[str, object]:
    """Return what a person's copy says of the person; a line to write on for what is empty.

    >>> own_values("张示例", "三年级1班", "")["post"]
    '________________'
    """
    return {"name": name or BLANK, "class_name": class_name or BLANK, "post": post or BLANK}
