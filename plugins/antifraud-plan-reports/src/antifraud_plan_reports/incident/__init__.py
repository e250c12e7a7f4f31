"""What belongs into the file of one case of fraud (案件专卷)."""
