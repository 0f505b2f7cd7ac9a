"""Tasks: what, who, by when, under whose control; evidence and execution discipline. Nizom 1.3."""
