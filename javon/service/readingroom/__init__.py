"""The reading room: visits, seats and computers on a plan, books read in the hall. Nizom 2.6, 2.11."""
