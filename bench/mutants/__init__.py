"""`python -m bench.mutants`: each line that keeps somebody out is taken away in turn; a test must fail.

Lines are those of the rooms' `permits.py`, what their verbs and questions ask about who acts, and the policies of the
database. All is done in one process: a function gets other code, a policy another sentence, then its own back.
"""
