-- The sum of the different values that were collected; NULL where there are none.
CREATE FUNCTION ora.sum_distinct_final(vals numeric[]) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT sum(DISTINCT v) FROM unnest(vals) AS v $$;
