"""What is asked of whom: tables described once, drawn as workbook or Word form, and read back by it."""
