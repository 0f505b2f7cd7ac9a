"""What a reader sees of their own."""
