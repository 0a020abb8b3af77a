"""Cases (办件): the application and its lawful states.

`states.py` is the law: the same ten positions for every item. What departments do between accepted and decided is
data of the item and lives in `approvals`.
A draft is brought to a newer edition by its applicant; submission pins ``case.edition`` for ever.
Law: 行政许可法 第二十九条 to 第五十条, 第八十二条.
"""
