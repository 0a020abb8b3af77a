"""Places (区划与网点): administrative divisions down to streets, and the outlets where people are served.

A division's code begins with its parent's (2, 4, 6, 9 digits), so "does this matter fall under that area" is a prefix.
Codes beginning with 99 are invented and marked so; no real place has them. Law: GB/T 2260, GB/T 10114.
"""
