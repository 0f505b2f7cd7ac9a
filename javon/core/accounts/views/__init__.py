"""What accounts show: signing in (signing), one's own safety (safety), shared computers (desk), everybody (people)."""
