-- VSIZE: bytes of the internal representation. (SQL Language Reference, "VSIZE")
CREATE FUNCTION ora.vsize(s text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT octet_length(nullif(s, '')) $$;

CREATE FUNCTION ora.vsize(n numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT cardinality(ora.number_bytes(n)) $$;

CREATE FUNCTION ora.vsize(t timestamp) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN t = date_trunc('second', t) THEN 7 WHEN t IS NOT NULL THEN 11 END $$;

CREATE FUNCTION ora.vsize(t timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN extract(second FROM t) % 1 = 0 THEN 7 WHEN t IS NOT NULL THEN 11 END $$;

CREATE FUNCTION ora.vsize(b bytea) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(octet_length(b), 0) $$;
