"""The verbs around periodicals, one file per room."""
