-- LTRIM(s, set): without a set, blanks. (SQL Language Reference, "LTRIM")
CREATE FUNCTION ora.ltrim(s text, set text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(ltrim(s, nullif(set, '')), '') $$;
