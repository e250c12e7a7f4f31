"""Where text breaks and where it stands, counted in full-width characters."""
