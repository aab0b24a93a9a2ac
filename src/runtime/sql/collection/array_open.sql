-- The array with a NULL element put in at the position.
CREATE FUNCTION ora.array_open(a anyarray, index integer) RETURNS anyarray
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  opened a%TYPE := a[:index - 1];
BEGIN
  opened[index] := NULL;
  RETURN opened || a[index:];
END
$$;
