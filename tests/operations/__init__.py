"""The command, the server, the backups: proved from outside, as a person at the terminal meets them."""
