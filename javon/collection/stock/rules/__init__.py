"""May this be done with the stock? Pure decisions, one file per room."""
