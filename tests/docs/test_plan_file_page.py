"""docs/reference/plan-file.md names every key that a plan file may have, and no other."""

import json
import re
from enum import Enum

import attrs
import pytest
from pages import page, tables_after
from plan_file_keys import keys_of

from antifraud_plan.model.calendar import Holiday, SchoolCalendar, Semester, Vacation
from antifraud_plan.model.exemption import Exemption
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer, Source
from antifraud_plan.model.forms.record import RecordField, RecordPaper
from antifraud_plan.model.forms.survey import Question, Survey
from antifraud_plan.model.group import GroupForm, GroupOffice, LeadingGroup, Post
from antifraud_plan.model.organisation import OrganisationKind
from antifraud_plan.model.outline import Clause, Section
from antifraud_plan.model.plan import Issue, Names, Plan
from antifraud_plan.model.pledges.promise import Promise
from antifraud_plan.model.pledges.relation import PledgePaper, PledgeRelation, Signer
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.score import ScoreRule, Scoring
from antifraud_plan.model.task import Consequence, LegalBasis, Metric, Party, Phase, Submission, Task
from antifraud_plan.model.terms import Audience, SchoolLevel
from antifraud_plan.registry import Registry

PAGE = page("reference/plan-file.md")
RECORDS: dict[str, type] = {
    record.__name__: record
    for record in (
        Plan, Names, Issue, SchoolCalendar, Semester, Vacation, Holiday, Section, Clause, Party, LeadingGroup,
        Post, GroupOffice, Task, Metric, Phase, Exemption, Submission, Consequence, LegalBasis,
        PledgeRelation, Promise, Form, Column, Return, RecordPaper, RecordField, Survey, Question,
        ScoreRule,
        *(offer.record for offer in Registry.from_entry_points().settings),
    )
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_every_key_of_a_record_is_described_with_its_kind(name: str) -> None:
    (table,) = tables_after(PAGE, f"<!-- record: {name} -->")
    described = {row[0].strip("`"): (row[1], row[2]) for row in table}

    assert described == keys_of(RECORDS[name])


def test_no_record_is_described_that_does_not_exist() -> None:
    assert set(re.findall(r"<!-- record: (\w+) -->", PAGE)) == set(RECORDS)


def test_the_defaults_of_the_layout_are_as_described() -> None:
    (table,) = tables_after(PAGE, "<!-- record: Layout -->")
    described = {row[0].strip("`"): json.loads(row[4].strip("`")) for row in table}

    assert described == {field.name: field.default for field in attrs.fields(RECORDS["Layout"])}


def test_the_words_to_choose_from_are_listed() -> None:
    (table,) = tables_after(PAGE, "## 选词")
    described = {row[0].strip("`"): row[1].split("、") for row in table}
    enumerations: dict[str, type[Enum]] = {
        "kinds": OrganisationKind, "levels": SchoolLevel, "audiences": Audience, "form": GroupForm,
        "signer": Signer, "paper": PledgePaper, "rows": RowsPer, "source": Source, "kind": ColumnKind,
        "rule": Scoring,
    }  # fmt: skip

    assert described == {key: [member.value for member in words] for key, words in enumerations.items()}
