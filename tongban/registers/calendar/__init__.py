"""The calendar (工作日历): the State Council's yearly notices of holidays, and which days are worked by them.

The notices of 2007 to 2026 come with the house; each later one is imported when it is published
(国务院办公厅放假安排通知). A later notice for a year takes the place of the earlier one, which stays on record.
Law: 全国年节及纪念日放假办法, 行政许可法 第八十二条 (limits count working days).
"""
