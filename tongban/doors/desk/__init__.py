"""Desk (工作台): officials at work — window acceptance, reviews and approvals of departments.

Three panes on one page: my work list, the case, the material. Buttons come from the state table and the open steps,
never hand-placed; every refusal is shown where the work is done. No tables and no rules live here.
"""
