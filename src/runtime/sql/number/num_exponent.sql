-- Decimal exponent of a finite number other than zero: floor(log10(|x|)), exactly (a logarithm would round at powers of ten).
CREATE FUNCTION ora.num_exponent(x numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN abs(x) >= 1 THEN length(trunc(abs(x))::text) - 1
    ELSE -1 - length(substring(abs(x)::text FROM '^0\.(0*)'))
  END
$$;
