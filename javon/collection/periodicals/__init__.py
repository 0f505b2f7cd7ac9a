"""Newspapers and journals: subscribed to by half-year, ticked off as they come, claimed, bound. Nizom 2.11."""
