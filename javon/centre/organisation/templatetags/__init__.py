"""Filters of the organisation's templates."""
