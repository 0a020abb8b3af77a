"""Credit (信用): how an applicant has kept his word, what he is barred from, and how that is mended.

An entry is for ever: a promise kept or broken, by what. A bar (限制措施) has a reason, a law, a department that answers
for it and a last day; its holder may ask for its repair (信用修复) or object to it, and that department decides. What
items may ask is one word, `queries.standing`: excellent, good, poor or barred.
"""
