-- LEAST of several values: NULL if any of them is, where PostgreSQL's least passes over NULL. (SQL Language Reference, "LEAST")
-- Of the types that nearly every call has, PostgreSQL's own strict functions do it, which the planner puts in place of the call:
-- those that min() is made of.
CREATE FUNCTION ora.least(a integer, b integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int4smaller(a, b) $$;

CREATE FUNCTION ora.least(a bigint, b bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int8smaller(a, b) $$;

CREATE FUNCTION ora.least(a numeric, b numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT numeric_smaller(a, b) $$;

CREATE FUNCTION ora.least(a real, b real) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT float4smaller(a, b) $$;

CREATE FUNCTION ora.least(a double precision, b double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT float8smaller(a, b) $$;

CREATE FUNCTION ora.least(a text, b text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT text_smaller(a, b) $$;

CREATE FUNCTION ora.least(a timestamp, b timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT timestamp_smaller(a, b) $$;

CREATE FUNCTION ora.least(a timestamptz, b timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT timestamptz_smaller(a, b) $$;

CREATE FUNCTION ora.least(a interval, b interval) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT interval_smaller(a, b) $$;

CREATE FUNCTION ora.least(a integer, b integer, c integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int4smaller(int4smaller(a, b), c) $$;

CREATE FUNCTION ora.least(a numeric, b numeric, c numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT numeric_smaller(numeric_smaller(a, b), c) $$;

CREATE FUNCTION ora.least(a double precision, b double precision, c double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT float8smaller(float8smaller(a, b), c) $$;

CREATE FUNCTION ora.least(a text, b text, c text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT text_smaller(text_smaller(a, b), c) $$;

CREATE FUNCTION ora.least(a timestamp, b timestamp, c timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT timestamp_smaller(timestamp_smaller(a, b), c) $$;

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
  SELECT CASE WHEN array_position(vals, NULL) IS NULL THEN (SELECT min(v) FROM unnest(vals) v) END
$$;
