"""Workbooks and frames that come back, read by the forms of the plan: every cell is read or reported."""
