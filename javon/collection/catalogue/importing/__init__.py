"""Import: from a file of another library to titles that readers find. Nizom 2.11, 5.2.

A process of its own reads, derives and folds (``parsing``); this one matches, writes and yields to the desk
(``pipeline``). The door is ``stock.importing``, which adds the copies and the search index. This file imports
nothing,
for the parsing process starts without Django. docs/algorithms/import.md tells the whole story.
"""
