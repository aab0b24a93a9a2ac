-- INTERVAL YEAR TO MONTH / number, in whole months.
CREATE FUNCTION ora.ym_div(i interval, n numeric) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ora.numtoyminterval(round(extract(year FROM i) * 12 + extract(month FROM i), 30) / n, 'MONTH')
$$;
