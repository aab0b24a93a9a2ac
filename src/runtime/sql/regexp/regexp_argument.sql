-- A position, an occurrence or the like as an integer; below the least allowed one it is ORA-01428.
CREATE FUNCTION ora.regexp_argument(n numeric, least_allowed integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN n IS NULL THEN NULL
    WHEN trunc(n) < least_allowed THEN ora.argument_out_of_range(trunc(n))::integer
    ELSE least(trunc(n), 2147483647)::integer
  END
$$;
