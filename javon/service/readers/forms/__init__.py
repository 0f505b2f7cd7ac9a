"""What people type about readers."""
