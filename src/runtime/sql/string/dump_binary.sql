-- DUMP of BINARY_FLOAT and BINARY_DOUBLE: IEEE's bytes, with the sign bit turned over, of negative values every bit: so they sort as bytes.
-- (SQL Language Reference, "DUMP", "Floating-Point Numbers")
CREATE FUNCTION ora.dump_binary(f real, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.dump_bytes(100, ora.sorted_bytes(float4send(f)), format, start, places) $$;

CREATE FUNCTION ora.dump_binary(f double precision, format numeric DEFAULT 10, start numeric DEFAULT 1, places numeric DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.dump_bytes(101, ora.sorted_bytes(float8send(f)), format, start, places) $$;
