-- COUNT of the values between two places of the rows of a partition.
CREATE FUNCTION ora.window_count(vals anyarray, first bigint, last bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT count(v) FROM unnest(vals[greatest(first, 1):greatest(last, 0)]) AS v $$;
