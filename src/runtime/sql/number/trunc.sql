-- TRUNC(n, d) of NUMBER: towards zero; d is truncated to an integer and may be negative. (SQL Language Reference, "TRUNC (number)")
CREATE FUNCTION ora.trunc(n numeric, d numeric DEFAULT 0) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT trunc(n, trunc(d)::integer) $$;
