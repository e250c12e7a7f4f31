"""Where one thing that is due stands, with what it was judged by."""

from datetime import date

import attrs

from antifraud_plan.model.assessment.expectation import Expectation
from antifraud_plan.model.assessment.inspection import Inspection
from antifraud_plan.model.assessment.proofs import ProvenRecord
from antifraud_plan.model.assessment.status import Status
from antifraud_plan.model.exemption import Exemption


@attrs.frozen
class Finding:
    """Where something due stands (完成情况).

    Attributes:
        expected: what is due.
        status: see `find_status`.
        needed, done: how much is due and is proved, in what the proof counts.
        has_come: whether the return that should tell it came, or any record of it.
        proofs: the records that prove it, by date, doubles too; each with file and cell.
        inspection: the inspection that decided, if one did.
        exemption: by whom and why it need not be done, if it need not.
    """

    expected: Expectation
    status: Status
    needed: int
    done: int
    has_come: bool
    proofs: tuple[ProvenRecord, ...] = ()
    inspection: Inspection | None = None
    exemption: Exemption | None = None

    @property
    def arrived(self) -> date | None:
        """When it came in, of what is handed in and logged."""
        return next((proof.arrived for proof in self.proofs if proof.arrived), None)
