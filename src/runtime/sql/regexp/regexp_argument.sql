-- A position, an occurrence or the like as an integer; below the least allowed one it is ORA-01428.
CREATE FUNCTION ora.regexp_argument(n numeric, least_allowed integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF trunc(n) < least_allowed THEN
    RETURN ora.argument_out_of_range(trunc(n));
  END IF;
  RETURN least(trunc(n), 2147483647);
END
$$;
