"""Help (帮办代办): somebody fills in one draft together with its applicant, and only the applicant hands it in.

Whom he trusts, by a code, or a helper of the city from a list (帮办员, in working time). The helper sees that one draft
without what its applicant keeps to himself; who wrote which field is kept, every look is the applicant's to read, and
either of them ends it. Asked for by 国发〔2022〕5号; that nobody knows more than he needs, by 个人信息保护法 第六条.
"""
