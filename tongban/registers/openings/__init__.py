"""Openings (紧急查阅): an official reads, for minutes, what his posts do not show him; two persons are needed.

He asks with a reason and the law he rests on; a second person, a security administrator or a supervisor, grants. It
opens one case or one person's entry, to read and nothing else, ends by itself, and can be ended at once. Every look is
a fact and a row that the person concerned reads; afterwards the audit administrator says whether it was justified.
Law: 个人信息保护法 第三十四条、第四十四条、第五十一条; GB/T 35273-2020 7.1 (越权访问须审批并记录).
"""
