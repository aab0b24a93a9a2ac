-- ROUND(n, d) of NUMBER: half away from zero; d is truncated to an integer and may be negative. (SQL Language Reference, "ROUND (number)")
CREATE FUNCTION ora.round(n numeric, d numeric DEFAULT 0) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(n, trunc(d)::integer) $$;
