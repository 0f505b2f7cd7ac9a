"""The training mode (mashq rejimi): the same desk on invented data in a database of its own, counted nowhere. Nizom 2.8."""
