"""What people see of readers."""
