"""Inventory (事项清单): what may be offered and by whom, as the national library lists it, with every version.

Above the items a city publishes stand two layers: 基本目录 (what the law knows) and 实施清单 (who does it, how).
Both come as tables from elsewhere, row by row, and are never overwritten: a change is a new version. What does not fit
is kept in quarantine, whole. Law: 国务院关于在线政务服务的若干规定 第五条; GB/T 39046-2020 表4, C0109.
"""
