"""The office (管理): for those who arrange and oversee.

Operators publish editions of items and read the organisation; supervisors read the ledger, and their looks
are recorded.
"""
