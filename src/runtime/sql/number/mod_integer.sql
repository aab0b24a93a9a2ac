-- ora.mod of values that are integers to PostgreSQL.
CREATE FUNCTION ora.mod_integer(a integer, b integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN b = 0 THEN a ELSE mod(a, b) END $$;
