-- The smaller of two RAWs, byte by byte as both compare them: a step of ora.raw_min.
CREATE FUNCTION ora.raw_smaller(a bytea, b bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT least(a, b) $$;
