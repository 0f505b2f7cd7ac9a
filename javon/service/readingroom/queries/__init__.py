"""What is asked about the hall."""
