"""The workbooks of a county's lists and a school's people."""
