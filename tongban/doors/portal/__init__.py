"""The portal (门户): where people and companies find what they need, apply, follow, receive and rate.

One responsive site for desktop, phone and elderly readers; every errand works without scripts. Law: 优化政务服务 国务院令第 722 号.
"""
