"""Our SQLite: WAL, FULL, IMMEDIATE, and the writers' gate. Django's own in everything else."""
