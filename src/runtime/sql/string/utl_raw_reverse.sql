-- REVERSE: bytes from last to first. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_reverse(b bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (SELECT string_agg(substr(b, i, 1), ''::bytea ORDER BY i DESC) FROM generate_series(1, octet_length(b)) i) $$;
