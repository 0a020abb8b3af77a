"""Wordings (文书样式): the words of every kind of notice as data that an operator may change, kind by kind.

`data/` holds the built-in wording of each kind; a published version, for the whole city or one department, never
changes and is in force from then on. What the law says for itself is locked: a version that lacks or alters it is
refused with its line, and one that an upgrade of the law has overtaken steps back behind the built-in wording.
"""
