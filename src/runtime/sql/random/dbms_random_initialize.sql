-- DBMS_RANDOM.INITIALIZE: the old name of SEED.
CREATE PROCEDURE ora.dbms_random_initialize(val numeric)
LANGUAGE plpgsql
AS $$
BEGIN
  CALL ora.dbms_random_seed(val);
END
$$;
