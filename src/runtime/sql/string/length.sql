-- LENGTH in characters; NULL for ''. (SQL Language Reference, "LENGTH")
CREATE FUNCTION ora.length(s text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT length(nullif(s, '')) $$;
