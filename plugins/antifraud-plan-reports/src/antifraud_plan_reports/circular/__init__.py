"""Who is named in a circular, whether they had their say, and the two papers of it (clause 5.3.1)."""
