"""What somebody drew in Word made ready to be filled: tags joined, statements lifted, numbers left open."""
