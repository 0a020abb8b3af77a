"""Answers (一次填写，处处可用): what somebody answered once, offered wherever the same data element is asked again.

Kept per applicant, sealed: what an organisation answered is never offered to the person who acted for it, nor the other
way round. Signatures, promises and whatever an element calls never-reuse are not kept. The applicant sees and deletes
what is kept (个人信息保护法 第十五条、第四十七条).
"""
