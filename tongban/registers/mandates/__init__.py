"""Mandates (授权代办): a person lets another act for him, in named items, until a day or until he ends it.

A mandate never reaches further than its items, and is asked anew with every request: ended, it is ended everywhere at
once. Applications begun by its holder stay the giver's own. Law: 民法典 第一百六十五条、第一百七十三条.
"""
