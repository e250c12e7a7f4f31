"""What the bureau looks at: the burden of forms, the tally of questionnaires."""
