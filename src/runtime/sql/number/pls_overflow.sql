-- ORA-01426 for ora.pls_integer. Immutable and with an argument, so that its caller can be inlined and nothing raises while planning.
CREATE FUNCTION ora.pls_overflow(x numeric) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.raise(1426, NULL, 0);
END
$$;
