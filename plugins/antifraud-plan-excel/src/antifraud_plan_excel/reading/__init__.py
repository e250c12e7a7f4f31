"""Workbooks in: opened safely, their cells as tables."""
