"""The verbs of the stock, one file per room."""
