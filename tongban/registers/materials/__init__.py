"""Materials (材料): documents handed in once, kept per person or organisation, offered again.

Law: 行政许可法 第三十一条 (nothing unrelated may be asked), 国办函〔2016〕108号 (trust classes A to D of materials).
"""
