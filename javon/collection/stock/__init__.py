"""The copies we hold and where each one is. Nizom 2.11."""
