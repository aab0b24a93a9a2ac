-- A sum of BINARY_DOUBLEs is infinite where it is too large; PostgreSQL raises. (SQL Language Reference, "Floating-Point Numbers") Halves are added
-- first, since a sub-transaction could not start in a parallel plan.
CREATE FUNCTION ora.binary_add(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF abs(a) > 1e300 AND abs(b) > 1e300 AND abs(a) < 'Infinity' AND abs(b) < 'Infinity' AND abs(a / 2 + b / 2) >= 8.98846567431158e307 THEN
    RETURN CASE WHEN a < 0 THEN '-Infinity' ELSE 'Infinity' END;
  END IF;
  RETURN a + b;
END
$$;
CREATE FUNCTION ora.binary_add(a real, b real) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT ora.to_binary_float(a::double precision + b::double precision) $$;
