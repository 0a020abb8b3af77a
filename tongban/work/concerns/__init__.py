"""Concerns (反映): a guide is wrong (指南纠错), something cannot be got done (办不成事), a question (咨询).

Each has an owner and a day by which it is answered: what is about a guide, the department that keeps it; what got
stuck, the supervisors, never those complained of (国发〔2022〕5号 wants such a window in every hall); what no guide
answers, or an article of the help did not, who keeps the help. Nobody has to sign in.
"""
