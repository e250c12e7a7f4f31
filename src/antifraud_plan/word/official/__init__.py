"""Blocks laid out in official format as a Word template, part by part."""
