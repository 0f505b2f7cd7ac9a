"""What may be done to and by a reader, decided from facts alone."""
