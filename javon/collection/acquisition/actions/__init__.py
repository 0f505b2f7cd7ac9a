"""The verbs of acquisition, one file per room."""
