"""What a county may set about these papers, in the table ``[documents]`` of plan.toml."""

import attrs

from antifraud_plan.plugin import Plan, Submission


@attrs.frozen
class DocumentSettings:
    """How the papers are made.

    Attributes:
        issuer_mark: 发文机关标志; the bureau's name and 文件 if empty.
        plan_as_annex: whether the notice carries the plan as 附件; by default it follows without that mark.
        sealed: whether a seal is put on the date, which decides where issuer and date stand (7.3.5).
        printer: 印发机关 in the imprint; the bureau's office if empty.
        filed_plan: id of the submission by which schools hand in their plans (报送要求).
    """

    issuer_mark: str = ""
    plan_as_annex: bool = False
    sealed: bool = True
    printer: str = ""
    filed_plan: str = "5.4.1"

    def find_filed_plan(self, plan: Plan) -> Submission | None:
        """Return the submission that is a school's plan; ``None`` if the county asks for none."""
        return next((each for each in plan.submissions if each.id == self.filed_plan), None)
