"""Approvals (审批): the steps of a case on departments' desks, in parallel; opinions and sign-off.

Which steps there are is data of the item (`engines/process`); which are open is computed from the opinions that stand.
An opinion signed twice has two different signers (一审一核).
The signature that settles the deciding step is the decision itself.
Law: 行政许可法 第三十四条 (two officers check facts on site), 第三十八条.
"""
