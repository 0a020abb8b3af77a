"""Decided at once where the rules are complete (智能审批): granted by rules within seconds, or left to a person.

A ruling says by which rules, from which facts and sources a machine granted, or why a person must look. It never
refuses. Each day people look at some again (抽查); one switch stops it; who was granted so may ask for a person
(个人信息保护法 第二十四条).
"""
