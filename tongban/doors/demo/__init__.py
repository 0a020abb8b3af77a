"""The demo's pages (演示): be anybody with one click, move the clock, read text messages, watch the ledger, begin anew.

They exist in demo mode only and own nothing: the town says who the roles are, `kernel.shift` holds the levers.
"""
