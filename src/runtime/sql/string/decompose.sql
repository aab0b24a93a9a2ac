-- DECOMPOSE: letters taken apart into base letters and combining marks, CANONICAL unless COMPATIBILITY is asked for.
-- (SQL Language Reference, "DECOMPOSE")
CREATE FUNCTION ora.decompose(s text, form text DEFAULT 'CANONICAL') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(CASE WHEN upper(form) = 'COMPATIBILITY' THEN normalize(s, NFKD) ELSE normalize(s, NFD) END, '') $$;
