"""Commands of the database; `migrate` stands before Django's own of that name."""
