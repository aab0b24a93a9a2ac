-- NLSSORT by the rules BINARY, or BINARY_CI, which takes letters as small ones: the bytes that text is ordered by, and a zero.
-- (SQL Language Reference, "NLSSORT"; Database Globalization Support Guide, "Case-Insensitive and Accent-Insensitive Linguistic Sorts")
CREATE FUNCTION ora.nlssort(s text, ci boolean DEFAULT false) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT convert_to(CASE WHEN ci THEN lower(s) ELSE s END, getdatabaseencoding()) || '\x00'::bytea $$;
