"""Parts (公用部件): what every door shares, once.

Middleware (safe headers, who is standing there, refusals as pages), the look (one stylesheet, templates, tags), the
live stream, signing in and out, the display modes, sealed papers. It knows no errand of any door.
"""
