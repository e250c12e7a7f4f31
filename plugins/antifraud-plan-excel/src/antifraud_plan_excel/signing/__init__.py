"""Signing registers out, and what came back of them."""
