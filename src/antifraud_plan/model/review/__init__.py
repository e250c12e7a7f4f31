"""A school's own plan, as filed, held against the county's (审核学校方案, clauses 5.1, 5.4.1)."""
