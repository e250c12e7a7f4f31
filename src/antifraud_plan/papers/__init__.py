"""From what plugins offer to what goes to disk: items become papers, and papers become files."""
