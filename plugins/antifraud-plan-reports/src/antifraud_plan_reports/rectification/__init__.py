"""What schools still have to mend (整改), from one period into the next."""
