"""Hand-overs (手机接力): a code on the screen lets the phone beside it send one document into one place of a draft.

The code counts ten minutes, for that one place, and shows the phone nothing but what is asked there; the phone does not
sign in. What it sends is kept in the name of whoever opened it, for whom he acted then, if he still may.
"""
