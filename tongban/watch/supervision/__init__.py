"""Electronic supervision (电子监察): yellow and red cards by rule, once per rule and case; answered, or withdrawn.

A rule sees a date at risk, silence, or an answer that does not fit its own examination. The clock issues what time
brings (`jobs.patrol`), a reaction what a fact shows. Law: 行政许可法 第四十二、四十五、六十条.
"""
