"""One paper a person: who gets which form, sorted school by school and class by class."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from antifraud_plan.plugin import (
    Brief,
    DocumentKind,
    Item,
    Organisation,
    PledgeRelation,
    Scope,
    Signer,
    Signing,
    Voice,
    derive_people_signings,
)
from antifraud_plan_pledges.person_forms import (
    OWN_VARIABLES,
    PERSON_FORMS,
    SHARED_VARIABLES,
    PersonForm,
    own_values,
)
from antifraud_plan_pledges.templates import PASSAGES, read_source

_STAFF = (Signer.STAFF, Signer.CLASS_TEACHER)


def _items(form: PersonForm, brief: Brief) -> Iterator[Item]:
    for school in brief.tree.schools():
        steps = form.steps(brief, school) if brief.wants(school) else ()
        if not steps:
            continue
        signings = tuple(_signings(form, brief, school))
        if form.letter:
            yield from _school_items(form, brief, school, form.title, _one_each(signings))
            continue
        for relation in steps:
            chosen = [each for each in signings if each.relation is relation]
            yield from _school_items(form, brief, school, form.title_in(brief, relation), chosen)


def _signings(form: PersonForm, brief: Brief, school: Organisation) -> Iterator[Signing]:
    """Yield who of a school signs such forms; what is wrong with its lists is the checks' to tell."""
    for signing in derive_people_signings(brief.plan, brief.tree, school, brief.people(school), on=brief.on):
        if isinstance(signing, Signing) and signing.relation.signer in form.signers:
            yield signing


def _one_each(signings: Iterable[Signing]) -> Iterator[Signing]:
    """Yield every student once: all of a class sign in the same steps, so the first of them has them all."""
    first: dict[str, PledgeRelation] = {}
    for signing in signings:
        if first.setdefault(signing.class_name, signing.relation) is signing.relation:
            yield signing


def _school_items(
    form: PersonForm, brief: Brief, school: Organisation, folder: str, signings: Iterable[Signing]
) -> Iterator[Item]:
    """Yield the papers of a school, class after class even where its list mixes them."""
    classes: dict[str, list[Signing]] = {}
    for signing in signings:
        list_name = "" if signing.relation.signer in _STAFF else signing.class_name
        classes.setdefault(list_name, []).append(signing)
    shared: dict[Voice, Mapping[str, object]] = {}
    for list_name, people in classes.items():
        digits = max(2, len(str(len(people))))
        for signing in people:
            voice = form.voice(signing.voice)
            if voice not in shared:
                shared[voice] = form.shared_values(brief, school, signing.relation, voice)
            file = f"{signing.number:0{digits}}{signing.signer}"
            yield Item(
                (folder, school.name, *filter(None, [list_name]), file),
                str(shared[voice]["title"]),
                own_values(signing.signer, signing.class_name, signing.post),
                shared=shared[voice],
            )


PEOPLE_KINDS = tuple(
    DocumentKind(
        form.name,
        title=form.title,
        scope=Scope.PERSON,
        source=read_source(form.name),
        shared=PASSAGES,
        items=partial(_items, form),
        variables=(*SHARED_VARIABLES, *OWN_VARIABLES),
    )
    for form in PERSON_FORMS
)
