"""The catalogue (事项目录): what a city offers, and the published editions of each item.

An item is a folder with examples: `kinds.Definition.of` reads it or refuses it with file, line and sentence,
`examples.check` holds it against its own examples, `actions.publish` makes it an edition. An edition never changes, not
even through the database; a case keeps the edition it was submitted under. Every element of GB/T 39046 表4 has a place
(`kinds/elements.py`).
"""
