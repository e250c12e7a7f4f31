"""From what is due and what came back to the status of everything, over any data frame."""
