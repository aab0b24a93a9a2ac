-- COMPOSE: base letters and combining marks put together. (SQL Language Reference, "COMPOSE")
CREATE FUNCTION ora.compose(s text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(normalize(s, NFC), '') $$;
