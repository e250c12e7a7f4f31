"""Blank forms, one of each a school: for schools without lists, for newcomers, to photocopy."""

from collections.abc import Iterator

from antifraud_plan.plugin import (
    Brief,
    DocumentKind,
    Item,
    Organisation,
    Scope,
    Variable,
    Voice,
    find_voices,
)
from antifraud_plan_pledges.person_forms import (
    OWN_VARIABLES,
    PERSON_FORMS,
    SHARED_VARIABLES,
    own_values,
)
from antifraud_plan_pledges.templates import PASSAGES, read_source

_TITLE = "空白承诺书"
_STAGES = {
    Voice.GUARDIAN: "（监护人代签）",
    Voice.PRIMARY: "（小学）",
    Voice.JUNIOR: "（初中）",
    Voice.SENIOR: "（高中）",
}


def _items(brief: Brief) -> Iterator[Item]:
    for school in brief.tree.schools():
        if brief.wants(school):
            yield from _school_items(brief, school)


def _school_items(brief: Brief, school: Organisation) -> Iterator[Item]:
    for form in PERSON_FORMS:
        done: set[str] = set()
        for relation in form.steps(brief, school):
            for voice in map(form.voice, find_voices(brief.plan, relation, school)):
                file = f"{form.title_in(brief, relation)}{_STAGES.get(voice, '')}"
                if file in done:  # a letter goes with any step
                    continue
                done.add(file)
                shared = form.shared_values(brief, school, relation, voice)
                values = {"form": form.name, **shared, **own_values("", "", "")}
                yield Item((_TITLE, school.name, file), str(shared["title"]), values)


PLEDGE_BLANK = DocumentKind(
    "pledge-blank",
    title=_TITLE,
    scope=Scope.SCHOOL,
    source=read_source("pledge-blank"),
    shared=PASSAGES | {form.name: read_source(form.name) for form in PERSON_FORMS},
    items=_items,
    variables=(
        Variable("form", "是哪一种承诺书，写文种的英文名", "staff-pledge"),
        *SHARED_VARIABLES,
        *OWN_VARIABLES,
    ),
)
