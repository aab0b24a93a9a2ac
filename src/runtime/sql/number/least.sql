-- LEAST of several values: NULL if any of them is, where PostgreSQL's least passes over NULL. (SQL Language Reference, "LEAST")
-- Of the types that nearly every call has, PostgreSQL's own strict functions do it, which the planner puts in place of the call:
-- those that min() is made of.
-- @each type | smaller
-- @of integer | int4smaller
-- @of bigint | int8smaller
-- @of numeric | numeric_smaller
-- @of real | float4smaller
-- @of double precision | float8smaller
-- @of text | text_smaller
-- @of timestamp | timestamp_smaller
-- @of timestamptz | timestamptz_smaller
-- @of interval | interval_smaller
CREATE FUNCTION ora.least(a {type}, b {type}) RETURNS {type}
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT {smaller}(a, b) $$;

-- @each type | smaller
-- @of integer | int4smaller
-- @of numeric | numeric_smaller
-- @of double precision | float8smaller
-- @of text | text_smaller
-- @of timestamp | timestamp_smaller
CREATE FUNCTION ora.least(a {type}, b {type}, c {type}) RETURNS {type}
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT {smaller}({smaller}(a, b), c) $$;

-- Other types, RAW among them.
CREATE FUNCTION ora.least(a anycompatible, b anycompatible) RETURNS anycompatible
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF a IS NULL OR b IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN least(a, b);
END
$$;

CREATE FUNCTION ora.least(a anycompatible, b anycompatible, c anycompatible) RETURNS anycompatible
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF a IS NULL OR b IS NULL OR c IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN least(a, b, c);
END
$$;

CREATE FUNCTION ora.least(VARIADIC vals anycompatiblearray) RETURNS anycompatible
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN array_position(vals, NULL) IS NULL THEN (SELECT v FROM unnest(vals) v ORDER BY v LIMIT 1) END
$$;
