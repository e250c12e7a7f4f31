"""What came, held against the plan: whose it is, which version counts, what contradicts."""
