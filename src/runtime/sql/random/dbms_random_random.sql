-- DBMS_RANDOM.RANDOM: an integer from -2^31 up to 2^31 - 1.
CREATE FUNCTION ora.dbms_random_random() RETURNS integer
LANGUAGE sql VOLATILE
AS $$
  SELECT (trunc(ora.dbms_random_value() * 4294967296) - 2147483648)::integer
$$;
