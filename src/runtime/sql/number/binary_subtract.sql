-- A difference of BINARY_DOUBLEs is infinite where it is too large; PostgreSQL raises. (SQL Language Reference, "Floating-Point Numbers")
CREATE FUNCTION ora.binary_subtract(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF abs(a) > 1e300 AND abs(b) > 1e300 THEN
    RETURN ora.binary_add(a, -b);
  END IF;
  RETURN a - b;
END
$$;
CREATE FUNCTION ora.binary_subtract(a real, b real) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT ora.to_binary_float(a::double precision - b::double precision) $$;
