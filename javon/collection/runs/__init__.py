"""Files in turns: a spreadsheet is handed in, checked, entered and taken back by the worker, a few lines a turn.

Each kind of file (old inventory lines, readers, open loans) keeps what is its own: its columns, the rules of a row, how a
row is entered and taken back, its words. What a new kind writes, and from what it inherits or what it calls:

- a run and a line (``models.py``), the meanings of its columns (``rules/columns.py``), how its files are read (``reading.py``);
- a ``Kind`` (``kind.py``): how a row is looked at, prepared, entered, taken back;
- actions around ``deeds.py`` (a person decides) and a job around ``turns.py`` (the worker works);
- two forms (``forms.py``) and views around a ``Pages`` (``pages.py``).
"""
