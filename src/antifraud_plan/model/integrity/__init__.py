"""Does a plan hang together: every id it names exists, every slot prints something, dates make sense."""

from antifraud_plan.model.integrity.dates import find_impossible_dates
from antifraud_plan.model.integrity.fault import NOUNS, Path, PlanFault
from antifraud_plan.model.integrity.form_references import find_dangling_in_forms
from antifraud_plan.model.integrity.forms import find_unusable_forms
from antifraud_plan.model.integrity.outline import find_dangling_sections, find_unnumberable
from antifraud_plan.model.integrity.pledges import find_unsignable
from antifraud_plan.model.integrity.references import find_dangling_references, find_duplicates
from antifraud_plan.model.integrity.scores import find_unscorable
from antifraud_plan.model.integrity.slots import find_unknown_slots
from antifraud_plan.model.plan import Plan

__all__ = ["NOUNS", "Path", "PlanFault", "find_plan_faults"]


def find_plan_faults(plan: Plan) -> tuple[PlanFault, ...]:
    """Return every fault of *plan*; none means its outline, parties and slots may be relied upon."""
    structure = (*find_duplicates(plan), *find_dangling_sections(plan))
    # Levels and siblings can be counted only where every section has its place.
    structure = structure or tuple(find_unnumberable(plan))
    return (
        *structure,
        *find_dangling_references(plan),
        *find_unknown_slots(plan),
        *find_impossible_dates(plan),
        *find_unsignable(plan),
        *find_dangling_in_forms(plan),
        *find_unusable_forms(plan),
        *find_unscorable(plan),
    )
