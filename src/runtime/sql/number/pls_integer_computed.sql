-- ora.pls_integer of the result of a call, which PL/pgSQL computes once.
CREATE FUNCTION ora.pls_integer_computed(x numeric) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF x <= -2147483648.5 OR x >= 2147483647.5 THEN
    RETURN ora.raise(1426, NULL, 0);
  END IF;
  RETURN x;
END
$$;
