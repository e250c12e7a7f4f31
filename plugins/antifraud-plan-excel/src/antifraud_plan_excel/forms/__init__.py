"""Workbooks made of the plan's forms: returns and ledgers."""
