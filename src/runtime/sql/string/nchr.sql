-- NCHR(n): the character with UTF-16 code n. (SQL Language Reference, "NCHR")
CREATE FUNCTION ora.nchr(n numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT chr(trunc(n)::integer) $$;
