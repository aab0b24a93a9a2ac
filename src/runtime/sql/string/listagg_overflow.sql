-- ORA-01489 in an expression. Immutable, so that ora.listagg_check can be inlined; given the length found, so that the planner, which
-- computes what is constant even in a branch that is not taken, leaves it alone.
CREATE FUNCTION ora.listagg_overflow(size integer, found integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.raise(1489, 'result of string concatenation is too long', NULL::text);
END
$$;
