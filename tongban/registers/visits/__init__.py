"""Visits (到窗办理): who stands at a window, how he showed who he is, and for how long the clerk there writes for him.

The applicant acts, the clerk's hand writes (代为录入): every verb is the applicant's own and names the clerk with it.
A visit lasts half an hour and ends at once when either ends it. That the counter stays open to whoever does not use
the network is asked for by 国办发〔2020〕45号; that the applicant answers for what he hands in, by 行政许可法
第三十一条.
"""
