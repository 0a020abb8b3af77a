"""Search (搜索): items, packages, questions of the guides and departments, found by what people say.

What can be found is kept as short texts with the terms they are looked up by (`engines.terms`): a copy that is made
anew from the registers whenever they change, and nightly. A question is read in several ways (as typed, by sound,
by initials, with the city's word for an everyday one), looked up by its rarest terms, then judged text by text.
"""
