-- The larger of two RAWs, byte by byte as both compare them: a step of ora.raw_max.
CREATE FUNCTION ora.raw_larger(a bytea, b bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT greatest(a, b) $$;
