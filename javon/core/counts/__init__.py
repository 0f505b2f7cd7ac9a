"""Anonymous figures per day that nobody can recover later: sessions, searches, views."""
