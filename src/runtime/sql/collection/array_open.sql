-- The array with room for an element at the position: what stands there stands there twice, until the caller writes the first of the two.
CREATE FUNCTION ora.array_open(a anyarray, index integer) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT a[:index] || a[index:] $$;
