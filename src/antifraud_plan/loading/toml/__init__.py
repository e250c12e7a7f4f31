"""TOML 1.0 as a tree whose every part knows its place; reading goes on after every mistake."""
