-- DBMS_RANDOM.NORMAL: standard normal distribution (Box and Muller).
CREATE FUNCTION ora.dbms_random_normal() RETURNS numeric
LANGUAGE sql VOLATILE
AS $$
  SELECT (sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()))::numeric
$$;
