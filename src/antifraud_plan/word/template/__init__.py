"""Any .docx with tags, compiled once and filled many times; every mistake in it located."""
