"""Many filled papers in one Word file for the printer."""
