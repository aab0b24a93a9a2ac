-- DBMS_RANDOM.TERMINATE: does nothing, in Oracle too since 11g.
CREATE PROCEDURE ora.dbms_random_terminate()
LANGUAGE plpgsql
AS $$
BEGIN
  NULL;
END
$$;
