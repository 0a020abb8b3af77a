"""Synonyms (近义说法): what people say, and what the city calls it.

`data/synonyms.tsv` comes with the program; operators add words of their own and switch off what misleads, built-in or
not. A synonym goes one way: who says the word may mean the other, never the reverse. Search and guidance both read it.
"""
