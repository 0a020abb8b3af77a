"""Tasks (待办): what somebody must do, by when. One work list and one clock for every room above.

A review step, a supplement the citizen owes, the follow-up of a bad rating are all the same thing: somebody,
something, a date.
"""
