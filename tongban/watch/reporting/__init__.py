"""Reporting (数据归集): cases as rows of the exchange tables, handed upward; tables of other platforms, received.

What is handed over follows the ledger's one order: everything that happened after a place, each case as it stands now.
A row has a key; handing over or receiving it twice changes nothing. Personal data is masked unless an authorised
delivery says why it is not; every delivery and every receipt is a fact.
"""
