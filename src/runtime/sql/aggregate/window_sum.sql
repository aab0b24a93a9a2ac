-- SUM of the values between two places of the rows of a partition.
CREATE FUNCTION ora.window_sum(vals numeric[], first bigint, last bigint) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT sum(v) FROM unnest(vals[greatest(first, 1):greatest(last, 0)]) AS v $$;
