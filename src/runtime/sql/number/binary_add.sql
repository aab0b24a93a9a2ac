-- A sum of BINARY_DOUBLEs is infinite where it is too large; PostgreSQL raises. (SQL Language Reference, "Floating-Point Numbers")
CREATE FUNCTION ora.binary_add(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN a + b;
EXCEPTION
  WHEN numeric_value_out_of_range THEN
    RETURN CASE WHEN a < 0 THEN '-Infinity' ELSE 'Infinity' END;
END
$$;
CREATE FUNCTION ora.binary_add(a real, b real) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT ora.to_binary_float(a::double precision + b::double precision) $$;
