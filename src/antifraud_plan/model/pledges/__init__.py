"""Pledges (承诺书): which are signed by whom with whom, what they promise, which are still to be signed."""
