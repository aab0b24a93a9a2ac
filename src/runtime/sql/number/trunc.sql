-- TRUNC(n, d) of NUMBER: towards zero; d is truncated to an integer and may be negative. (SQL Language Reference, "TRUNC (number)")
CREATE FUNCTION ora.trunc(n numeric, d numeric DEFAULT 0) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT trunc(n, trunc(d)::integer) $$;

-- The same of a date, for what is not known to be a number: the beginning of its day. (SQL Language Reference, "TRUNC (date)")
CREATE FUNCTION ora.trunc(d timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT date_trunc('day', d) $$;
