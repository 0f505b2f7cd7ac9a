"""Background work kept in the database: lease, heartbeat, requeue, retries, one timetable."""
