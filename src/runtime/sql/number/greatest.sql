-- GREATEST of several values: NULL if any of them is, where PostgreSQL's greatest passes over NULL. (SQL Language Reference, "GREATEST")
-- Of the types that nearly every call has, PostgreSQL's own strict functions do it, which the planner puts in place of the call:
-- those that max() is made of.
CREATE FUNCTION ora.greatest(a integer, b integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int4larger(a, b) $$;

CREATE FUNCTION ora.greatest(a bigint, b bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int8larger(a, b) $$;

CREATE FUNCTION ora.greatest(a numeric, b numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT numeric_larger(a, b) $$;

CREATE FUNCTION ora.greatest(a real, b real) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT float4larger(a, b) $$;

CREATE FUNCTION ora.greatest(a double precision, b double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT float8larger(a, b) $$;

CREATE FUNCTION ora.greatest(a text, b text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT text_larger(a, b) $$;

CREATE FUNCTION ora.greatest(a timestamp, b timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT timestamp_larger(a, b) $$;

CREATE FUNCTION ora.greatest(a timestamptz, b timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT timestamptz_larger(a, b) $$;

CREATE FUNCTION ora.greatest(a interval, b interval) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT interval_larger(a, b) $$;

CREATE FUNCTION ora.greatest(a integer, b integer, c integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int4larger(int4larger(a, b), c) $$;

CREATE FUNCTION ora.greatest(a numeric, b numeric, c numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT numeric_larger(numeric_larger(a, b), c) $$;

CREATE FUNCTION ora.greatest(a double precision, b double precision, c double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT float8larger(float8larger(a, b), c) $$;

CREATE FUNCTION ora.greatest(a text, b text, c text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT text_larger(text_larger(a, b), c) $$;

CREATE FUNCTION ora.greatest(a timestamp, b timestamp, c timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT timestamp_larger(timestamp_larger(a, b), c) $$;

-- Other types, RAW among them.
CREATE FUNCTION ora.greatest(a anycompatible, b anycompatible) RETURNS anycompatible
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF a IS NULL OR b IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN greatest(a, b);
END
$$;

CREATE FUNCTION ora.greatest(a anycompatible, b anycompatible, c anycompatible) RETURNS anycompatible
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF a IS NULL OR b IS NULL OR c IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN greatest(a, b, c);
END
$$;

CREATE FUNCTION ora.greatest(VARIADIC vals anycompatiblearray) RETURNS anycompatible
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN array_position(vals, NULL) IS NULL THEN (SELECT max(v) FROM unnest(vals) v) END
$$;
