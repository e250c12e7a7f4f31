"""Speed as ratios against a peer, contestants interleaved in one run; ``make bench`` prints the table."""
