"""What the bureau itself keeps in the folder records, read as the records that the model knows."""
