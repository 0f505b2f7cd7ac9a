"""Pages of acquisition, one file per room."""
