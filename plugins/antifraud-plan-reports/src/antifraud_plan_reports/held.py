"""Holds what came back, for papers that judge several days."""

import attrs

from antifraud_plan.plugin import Brief


def hold_evidence(brief: Brief) -> Brief:
    """Return a brief whose evidence is read once and not for each day."""
    books, arrivals, kept = tuple(brief.books()), tuple(brief.arrivals()), tuple(brief.kept())
    return attrs.evolve(brief, books=lambda: books, arrivals=lambda: arrivals, kept=lambda: kept)
