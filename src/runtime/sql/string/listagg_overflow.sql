-- ORA-01489 in an expression. Immutable, so that ora.listagg_check can be inlined.
CREATE FUNCTION ora.listagg_overflow(size integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.raise(1489, 'result of string concatenation is too long', NULL::text);
END
$$;
