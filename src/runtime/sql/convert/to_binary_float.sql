-- TO_BINARY_FLOAT(text), see ora.to_binary_double.
CREATE FUNCTION ora.to_binary_float(s text) RETURNS real LANGUAGE plpgsql STABLE AS $$
DECLARE
  d double precision := ora.to_binary_double(s);
BEGIN
  IF abs(d) > 3.4028235e38 THEN RETURN CASE WHEN d < 0 THEN '-Infinity' ELSE 'Infinity' END; END IF;
  IF abs(d) < 1.4e-45 THEN RETURN 0; END IF;
  RETURN d::real;
END
$$;
