-- The array with a NULL element put in at the position.
CREATE FUNCTION ora.array_open(a anyarray, index integer) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT array_append(a[:index - 1], NULL) || a[index:] $$;
