"""The portal (门户): where people and companies find what they need, apply, follow, receive and rate.

One responsive site for desktop, phone and elderly readers; every errand works without scripts.
Law: 国务院办公厅 国办函〔2016〕108号.
"""
