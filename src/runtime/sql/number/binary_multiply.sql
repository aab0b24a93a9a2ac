-- A product of BINARY_DOUBLEs is infinite where it is too large and zero where it is too small; PostgreSQL raises. (SQL Language Reference, "Floating-Point Numbers")
CREATE FUNCTION ora.binary_multiply(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN a * b;
EXCEPTION
  WHEN numeric_value_out_of_range THEN
    IF abs(a) < 1 OR abs(b) < 1 THEN
      RETURN 0;
    END IF;
    RETURN CASE WHEN (a < 0) <> (b < 0) THEN '-Infinity' ELSE 'Infinity' END;
END
$$;
-- Double precision holds the product of two BINARY_FLOATs exactly.
CREATE FUNCTION ora.binary_multiply(a real, b real) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT ora.to_binary_float(a::double precision * b::double precision) $$;
