-- The keys 1 to n of an associative array that a supplied routine fills.
CREATE FUNCTION ora.keys_to(n integer) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT coalesce(array_agg(i ORDER BY i), '{}') FROM generate_series(1, n) AS i $$;
