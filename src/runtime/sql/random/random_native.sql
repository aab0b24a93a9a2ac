-- 0 <= x < 1 with 38 decimals, of PostgreSQL's generator.
CREATE FUNCTION ora.random_native() RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT floor(random() * 1e13)::numeric / 1e13::numeric + floor(random() * 1e13)::numeric * 1e-26 + floor(random() * 1e12)::numeric * 1e-38
$$;
