"""Who may open what: every address, method and person against one committed table.

``python -m tests.access`` asks everything and compares; ``--write`` writes ``matrix.csv`` anew,
to be read before it is committed. What stands behind each word is in `asking.amounts_to`.
"""
