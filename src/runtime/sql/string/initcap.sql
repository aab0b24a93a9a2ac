-- INITCAP: a word begins after anything that is not alphanumeric. (SQL Language Reference, "INITCAP")
CREATE FUNCTION ora.initcap(s text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(initcap(s), '') $$;
