"""What may be booked, extended, queued for, blocked (``use``), and what becomes of it as time goes by (``settling``)."""
