"""What each unit owes: returns of the plan, what may be handed in, workbooks due sheet by sheet."""
