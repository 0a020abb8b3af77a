"""Messages (消息): telling people, in the app, by SMS and by e-mail, at each change.

Every message is one row; its SMS and its e-mail are rows of their own that are the truth about sending: tried, retried,
swept, given up with a reason. An e-mail says what an SMS says, and goes only to an address that was proved.
"""
