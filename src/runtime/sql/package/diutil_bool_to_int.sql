-- DIUTIL.BOOL_TO_INT: 1 and 0; NULL for NULL.
CREATE FUNCTION ora.diutil_bool_to_int(b boolean) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT b::integer $$;
