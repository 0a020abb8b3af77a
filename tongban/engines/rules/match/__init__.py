"""Reading three: conditions and amounts over a whole population, as one relational query (匹配).

The query is built as a tree with sqlglot and written for DuckDB, PostgreSQL or Spark. What cannot be compiled exactly
is refused by name when a policy is published.
"""

from tongban.engines.rules.match.files import PolicyFile, read_policies, read_policy
from tongban.engines.rules.match.policy import Policy, condition_query, match_query
from tongban.engines.rules.match.translate import DIALECTS, Columns, Translator

__all__ = ["DIALECTS", "Columns", "Policy", "PolicyFile", "Translator", "condition_query", "match_query",
           "read_policies", "read_policy"]
