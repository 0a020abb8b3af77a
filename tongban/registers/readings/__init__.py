"""Readings (识读): what a machine saw on the pages of a document that was handed in, once per file and reader.

A reading advises (行政许可法 第三十二条: the window decides); its contents stay here, facts say only that it was made.
"""
