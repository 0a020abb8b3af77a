"""Ratings (好差评): five levels, one per case, on invitation, never forced; a poor one is followed up.

Law: 国办发〔2019〕51号. Levels and indicator codes as in the national interface (5 非常满意 … 1 非常不满意).
"""
