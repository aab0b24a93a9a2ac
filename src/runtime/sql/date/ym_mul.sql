-- INTERVAL YEAR TO MONTH * number, in whole months (PostgreSQL would go on into days).
CREATE FUNCTION ora.ym_mul(i interval, n numeric) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ora.numtoyminterval((extract(year FROM i) * 12 + extract(month FROM i)) * n, 'MONTH')
$$;
