-- MIN of the values between two places of the rows of a partition.
CREATE FUNCTION ora.window_min(vals anyarray, first bigint, last bigint) RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT min(v) FROM unnest(vals[greatest(first, 1):greatest(last, 0)]) AS v $$;
