"""Mergers (账号合并): one person's two accounts become one, with two factors of both.

For thirty days it can be taken back. Whoever has two entries in the register merges only an account whose entry holds
nothing: what belongs to a person stays with the entry it was given to, and a window puts entries together.
Law: 个人信息保护法 第四十六条.
"""
