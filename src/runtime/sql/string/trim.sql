-- TRIM(BOTH c FROM s): c is one character, a blank if not given. (SQL Language Reference, "TRIM")
CREATE FUNCTION ora.trim(s text, c text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(btrim(s, ora.trim_character(c)), '') $$;
