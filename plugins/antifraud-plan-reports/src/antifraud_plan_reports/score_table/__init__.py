"""The score table (考评表): ranks, points line by line, what each point was lost by."""
