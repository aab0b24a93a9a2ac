-- RTRIM(s, set): without a set, blanks. (SQL Language Reference, "RTRIM")
CREATE FUNCTION ora.rtrim(s text, set text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(rtrim(s, nullif(set, '')), '') $$;
