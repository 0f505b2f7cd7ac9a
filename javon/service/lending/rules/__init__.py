"""What may be lent to whom and until when, decided from facts alone."""
