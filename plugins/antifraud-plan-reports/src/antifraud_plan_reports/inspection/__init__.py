"""What an inspection on site looks at (督查)."""
