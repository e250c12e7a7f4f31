"""A county's yearly plan against telecom and online fraud as data, and every paper made from it."""
