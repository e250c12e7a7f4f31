"""What goes back to schools: clean, marked copies, and the list of them."""
