"""What schools fill in by hand and keep, for antifraud-plan: records, sign-in sheets, the questionnaire."""
