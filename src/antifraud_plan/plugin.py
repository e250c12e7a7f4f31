"""The public face for plugins, ours included: the hook marker, records to offer, what they are made of."""

from antifraud_plan.hookspecs import hookimpl
from antifraud_plan.loading.csv_rows import read_csv_rows
from antifraud_plan.loading.files import read_list_file
from antifraud_plan.loading.lists import forms as lists_forms
from antifraud_plan.loading.lists import read_lists
from antifraud_plan.loading.lists.cells import read_count, read_day, read_levels
from antifraud_plan.loading.lists.people import stream_people
from antifraud_plan.loading.lists.personal import MASK as PERSONAL_NUMBER_MASK
from antifraud_plan.loading.lists.personal import has_personal_number, mask_personal_numbers
from antifraud_plan.loading.lists.rows import EXAMPLE_MARK, MOST_ROWS, too_many_rows
from antifraud_plan.loading.lists.table import (
    CellNote,
    CellValue,
    ListColumn,
    ListForm,
    ListTable,
    Unreadable,
)
from antifraud_plan.loading.returns import identity as returns_identity
from antifraud_plan.loading.returns.identity import SENT_BACK
from antifraud_plan.model.assessment.appraisal import Appraisal
from antifraud_plan.model.assessment.assessment import Assessment, Finding, StatusTally
from antifraud_plan.model.assessment.expectation import Proof
from antifraud_plan.model.assessment.measurement import ON_TIME_RATE, PLEDGE_COVERAGE, Measurement
from antifraud_plan.model.assessment.reason import find_reason
from antifraud_plan.model.assessment.scoring import show_points
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.cadence import Cadence
from antifraud_plan.model.cadence.phrases import schools_of
from antifraud_plan.model.cadence.rules import Deadline, Rule
from antifraud_plan.model.calendar import (
    CalendarGapError,
    DateSpan,
    Holiday,
    SchoolCalendar,
    Semester,
    Vacation,
)
from antifraud_plan.model.forms.burden import Burden, BurdenLine, measure_burden
from antifraud_plan.model.forms.column import Column, ColumnKind
from antifraud_plan.model.forms.form import Form, RowsPer, Source
from antifraud_plan.model.forms.record import RecordPaper
from antifraud_plan.model.forms.survey import Question, Survey
from antifraud_plan.model.group import GroupForm, GroupOffice, LeadingGroup, Post
from antifraud_plan.model.numerals import chinese_number
from antifraud_plan.model.organisation import (
    Organisation,
    OrganisationKind,
    OrganisationTree,
    TreeFault,
    find_tree_faults,
)
from antifraud_plan.model.outline import Clause, Outline, OutlineEntry, OutlineParagraph, Section
from antifraud_plan.model.people import Person, StaffMember, Student
from antifraud_plan.model.periods import DuePeriod, due_periods
from antifraud_plan.model.plan import Issue, Names, Plan
from antifraud_plan.model.pledges.cascade import (
    Signing,
    derive_people_signings,
    derive_unit_signings,
    find_people_pledges,
    find_voices,
)
from antifraud_plan.model.pledges.coverage import (
    Coverage,
    SigningGroup,
    Tally,
    find_keepers,
    in_register_order,
    measure_coverage,
)
from antifraud_plan.model.pledges.promise import Promise, Voice
from antifraud_plan.model.pledges.relation import PledgePaper, PledgeRelation, Signer
from antifraud_plan.model.prose import Prose
from antifraud_plan.model.returns.arrival import Arrival
from antifraud_plan.model.returns.collection import Collection
from antifraud_plan.model.returns.evidence import Evidence, ReturnedBook, ReturnIdentity, Value
from antifraud_plan.model.returns.owed.due import (
    DueReturn,
    DueRow,
    DueSheet,
    derive_returns,
    find_return_periods,
)
from antifraud_plan.model.returns.owed.spec import Return
from antifraud_plan.model.returns.standing import Standing
from antifraud_plan.model.review.filed import FiledLine, FiledPlan
from antifraud_plan.model.review.judging import review_plan
from antifraud_plan.model.review.remark import Remark, RemarkKind, Review, Verdict
from antifraud_plan.model.school import Measure, SchoolFacts
from antifraud_plan.model.target import AtLeast, AtMost, Fall, Ladder, NotAbove, Target, Zero
from antifraud_plan.model.task import Consequence, LegalBasis, Metric, Party, Phase, Submission, Task
from antifraud_plan.model.terms import Audience, SchoolLevel
from antifraud_plan.offers import (
    BasePlan,
    Brief,
    Check,
    Document,
    DocumentKind,
    FileKind,
    HolidaySource,
    Item,
    Lists,
    ListsReader,
    PeopleReader,
    Scope,
    Settings,
    Starter,
    StarterFile,
    TableReader,
    Variable,
)
from antifraud_plan.ooxml.limits import Limits
from antifraud_plan.ooxml.package import (
    Beginning,
    begin_package,
    deflate,
    read_package,
    write_members,
    write_package,
)
from antifraud_plan.ooxml.xml import parse_xml
from antifraud_plan.problems import Location, Problem, ProblemsFoundError, Severity
from antifraud_plan.word.chart import Chart, ChartKind, ChartSeries
from antifraud_plan.word.filed import read_filed_plan
from antifraud_plan.word.picture import Picture

__all__ = [
    "EXAMPLE_MARK",
    "MOST_ROWS",
    "ON_TIME_RATE",
    "PERSONAL_NUMBER_MASK",
    "PLEDGE_COVERAGE",
    "SENT_BACK",
    "Appraisal",
    "Arrival",
    "Assessment",
    "AtLeast",
    "AtMost",
    "Audience",
    "BasePlan",
    "Beginning",
    "Brief",
    "Burden",
    "BurdenLine",
    "Cadence",
    "CalendarGapError",
    "CellNote",
    "CellValue",
    "Chart",
    "ChartKind",
    "ChartSeries",
    "Check",
    "Clause",
    "Collection",
    "Column",
    "ColumnKind",
    "Consequence",
    "Coverage",
    "DateSpan",
    "Deadline",
    "Document",
    "DocumentKind",
    "DuePeriod",
    "DueReturn",
    "DueRow",
    "DueSheet",
    "Evidence",
    "Fall",
    "FileKind",
    "FiledLine",
    "FiledPlan",
    "Finding",
    "Form",
    "GroupForm",
    "GroupOffice",
    "Holiday",
    "HolidaySource",
    "Issue",
    "Item",
    "Ladder",
    "LeadingGroup",
    "LegalBasis",
    "Limits",
    "ListColumn",
    "ListForm",
    "ListTable",
    "Lists",
    "ListsReader",
    "Location",
    "Measure",
    "Measurement",
    "Metric",
    "Names",
    "NotAbove",
    "Organisation",
    "OrganisationKind",
    "OrganisationTree",
    "Outline",
    "OutlineEntry",
    "OutlineParagraph",
    "Party",
    "PeopleReader",
    "Person",
    "Phase",
    "Picture",
    "Plan",
    "PledgePaper",
    "PledgeRelation",
    "Post",
    "Problem",
    "ProblemsFoundError",
    "Promise",
    "Proof",
    "Prose",
    "Question",
    "RecordPaper",
    "Remark",
    "RemarkKind",
    "Return",
    "ReturnIdentity",
    "ReturnedBook",
    "Review",
    "RowsPer",
    "Rule",
    "SchoolCalendar",
    "SchoolFacts",
    "SchoolLevel",
    "Scope",
    "Section",
    "Semester",
    "Settings",
    "Severity",
    "Signer",
    "Signing",
    "SigningGroup",
    "Source",
    "StaffMember",
    "Standing",
    "Starter",
    "StarterFile",
    "Status",
    "StatusTally",
    "Student",
    "Submission",
    "Survey",
    "TableReader",
    "Tally",
    "Target",
    "Task",
    "TreeFault",
    "Unreadable",
    "Vacation",
    "Value",
    "Variable",
    "Verdict",
    "Voice",
    "Zero",
    "begin_package",
    "chinese_number",
    "deflate",
    "derive_people_signings",
    "derive_returns",
    "derive_unit_signings",
    "due_periods",
    "find_keepers",
    "find_people_pledges",
    "find_reason",
    "find_return_periods",
    "find_tree_faults",
    "find_voices",
    "has_personal_number",
    "hookimpl",
    "in_register_order",
    "lists_forms",
    "mask_personal_numbers",
    "measure_burden",
    "measure_coverage",
    "parse_xml",
    "read_count",
    "read_csv_rows",
    "read_day",
    "read_filed_plan",
    "read_levels",
    "read_list_file",
    "read_lists",
    "read_package",
    "returns_identity",
    "review_plan",
    "schools_of",
    "show_points",
    "stream_people",
    "too_many_rows",
    "write_members",
    "write_package",
]
