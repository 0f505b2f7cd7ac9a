"""The pages of execution."""
