"""The nouns of the field and their pure rules, in attrs records."""
