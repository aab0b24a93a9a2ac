-- The number of different values that were collected.
CREATE FUNCTION ora.count_distinct_final(vals anycompatiblearray) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT count(DISTINCT v) FROM unnest(vals) AS v $$;
