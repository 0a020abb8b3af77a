"""Messages (消息): telling people, in the app and by SMS, at each change of what concerns them.

Every message is one row; its SMS is a second row that is the truth about sending: tried, retried, swept, given up
with a reason.
"""
