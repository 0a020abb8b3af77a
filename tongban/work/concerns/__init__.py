"""Concerns (反映): somebody says that a guide is wrong (指南纠错), or that he cannot get something done (办不成事).

Each has an owner and a day by which it is answered: a guide, the department that keeps it; what got stuck, the
supervisors, never those complained of (国发〔2022〕5号 wants such a window in every hall). Nobody has to sign in.
"""
