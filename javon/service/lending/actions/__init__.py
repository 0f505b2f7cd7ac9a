"""The verbs of lending: lend, take back, renew, undo."""
