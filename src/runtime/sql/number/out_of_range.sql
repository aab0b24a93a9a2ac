-- ORA-06502 in an expression. Immutable, so that ora.fit_range can be inlined.
CREATE FUNCTION ora.out_of_range(value numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.raise(6502, NULL, value);
END
$$;
