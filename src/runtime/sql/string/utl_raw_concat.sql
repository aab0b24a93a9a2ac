-- CONCAT of up to 12 values, NULLs passed over. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_concat(VARIADIC parts bytea[]) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif((SELECT string_agg(p, ''::bytea ORDER BY i) FROM unnest(parts) WITH ORDINALITY u(p, i)), '') $$;
