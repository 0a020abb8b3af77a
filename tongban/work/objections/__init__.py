"""Objections (数据异议): an applicant says that what a register prefilled is wrong; who owns the data answers by a day.

Raised from a draft, which goes on meanwhile: the answer may be changed until the objection is corrected or refused
(个人信息保护法 第四十六条). The objection itself corrects no register: the department does that where the data live.
"""
