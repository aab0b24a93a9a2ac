-- COUNT of a nested table with deleted elements: n places, of which those marked true are gone.
CREATE FUNCTION ora.sparse_count(n integer, gone boolean[]) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.count_of(n) - cardinality(array_positions(gone[:n], true)) $$;
