-- The value of the first or last row between two places of the rows of a partition.
CREATE FUNCTION ora.window_value(vals anyarray, first bigint, last bigint, of_last boolean) RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN greatest(first, 1) <= least(last, cardinality(vals)) THEN vals[CASE WHEN of_last THEN least(last, cardinality(vals)) ELSE greatest(first, 1) END] END $$;
