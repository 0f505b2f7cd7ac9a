"""Staff pages of the stock, one file per room."""
