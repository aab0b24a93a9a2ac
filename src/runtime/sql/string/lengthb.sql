-- LENGTHB in bytes; NULL for ''. (SQL Language Reference, "LENGTH")
CREATE FUNCTION ora.lengthb(s text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT octet_length(nullif(s, '')) $$;
