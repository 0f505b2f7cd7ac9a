"""What is typed in acquisition, one file per room."""
