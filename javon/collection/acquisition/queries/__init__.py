"""Named questions about proposals, purchase lists and orders, one file per room."""
