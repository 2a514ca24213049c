"""Events: what clauses say that somebody did to somebody, as PLOVER records."""
