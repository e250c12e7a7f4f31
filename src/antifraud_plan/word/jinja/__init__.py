"""What tags mean: the fenced-in Jinja, its filters, and programs compiled from tags."""
