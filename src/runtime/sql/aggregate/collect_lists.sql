-- COLLECT of collections: each becomes one element, where array_agg would make one array of two dimensions of them.
CREATE AGGREGATE ora.collect_lists(anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, PARALLEL = SAFE);
