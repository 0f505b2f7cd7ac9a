"""Pages of periodicals, one file per room."""
