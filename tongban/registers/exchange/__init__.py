"""The exchange (数据交换): wires to departments' own systems; what is sent over them, what comes back, what is stuck.

An outgoing event is one row, true until there is a receipt: sent in order per subject, again and later each time, and
in the end dead-lettered for somebody to look at. An incoming act is one row per endpoint and id: a repeat gets the
stored answer, what does not fit is quarantined and changes nothing. A wire that fails again and again is left alone for
a while (熔断) and probed.
"""
