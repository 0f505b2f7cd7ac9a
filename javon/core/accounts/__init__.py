"""The sign-in account and nothing else: user, sign-in, lock-out, second factor."""
