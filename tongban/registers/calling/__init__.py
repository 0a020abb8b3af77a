"""Calling (叫号): the queue of a hall as a window sees it – the next number, once more, passed over.

Numbers are kept by the queueing system of the hall (排队叫号系统), which is another's: the platform asks it and keeps
who called which number and when. A window without one is told so and works without numbers. Queues by appointment and
on the spot are asked for by 国办发〔2022〕5号.
"""
