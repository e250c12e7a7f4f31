"""Pledges signed level by level, responsibility letters, the letter to parents with its receipt slip."""
