-- DBMS_RANDOM.VALUE: 0 <= x < 1 with 38 decimals, or low <= x < high.
CREATE FUNCTION ora.dbms_random_value() RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT floor(random() * 1e13)::numeric / 1e13::numeric + floor(random() * 1e13)::numeric * 1e-26 + floor(random() * 1e12)::numeric * 1e-38
$$;

CREATE FUNCTION ora.dbms_random_value(low numeric, high numeric) RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT low + ora.dbms_random_value() * (high - low)
$$;
