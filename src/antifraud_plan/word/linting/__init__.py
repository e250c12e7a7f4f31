"""A clerk's template held against what its kind of paper may print."""
