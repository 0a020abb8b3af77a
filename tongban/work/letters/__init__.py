"""Letters (沟通): what an applicant and the officials of one case write to each other, and his asking to hurry (催办).

Each of the applicant's has a desk that owns it and a day by which it is answered; one left unanswered is supervised. To
hurry is asked at most once in three working days, and is answered in words.
"""
