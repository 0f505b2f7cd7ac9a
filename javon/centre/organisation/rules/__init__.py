"""What may be done in the organisation: pure decisions, one function per objection. Nizom 1.1-1.3, 3.1, 3.7, 4.1, 4.2."""
