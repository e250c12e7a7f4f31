"""The readable text source of our templates, as blocks, and the same blocks as Markdown."""
