-- The value of a finite floating-point number, all of its digits, which a cast to numeric would round to 15.
CREATE FUNCTION ora.binary_exact(x double precision) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE WHEN abs(x) < 1e15 AND x = trunc(x) THEN x::numeric ELSE to_char(x, '9.' || repeat('9', 766) || 'EEEE')::numeric END
$$;
