"""Mandates (授权代办): a person lets another act for him, in named items, until a day or until he ends it.

A child's guardian (法定监护) holds one because the household register says so; an elderly person's carer (照护) because
that person, or a window that saw the paper, confirmed it.

A mandate never reaches further than its items, and is asked anew with every request: ended, it is ended everywhere at
once. Applications begun by its holder stay the giver's own. Law: 民法典 第一百六十五条、第一百七十三条.
"""
