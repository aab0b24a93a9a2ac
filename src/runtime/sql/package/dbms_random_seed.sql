-- DBMS_RANDOM.SEED: the same seed gives the same sequence, though not Oracle's.
CREATE PROCEDURE ora.dbms_random_seed(val numeric)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM setseed((val % 2147483648)::double precision / 2147483648);
END
$$;

CREATE PROCEDURE ora.dbms_random_seed(val text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM setseed(hashtext(val)::double precision / 2147483648);
END
$$;
