"""Periods: months and years of the centre, open and closed. Nizom 2.7."""
