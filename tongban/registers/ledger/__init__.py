"""The ledger (全程留痕): every fact, once, in order, chained.

A verb is a transaction that leaves a trace: `actions.action` and `actions.record`. Facts are chained per subject when
they are written, and once more in one global order shortly after; the database refuses to change or delete them.
Facts carry ids and codes, never form contents. Law: 行政许可法 第六十一条 (supervision by record), 档案法.
"""
