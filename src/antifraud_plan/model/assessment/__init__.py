"""What was done of what is due, and what follows from it."""
