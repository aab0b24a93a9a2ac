-- DBMS_UTILITY.DB_VERSION: the Oracle release whose behaviour converted code has.
CREATE PROCEDURE ora.dbms_utility_db_version(OUT version text, OUT compatibility text)
LANGUAGE plpgsql
AS $$
BEGIN
  version := '19.0.0.0.0';
  compatibility := '19.0.0';
END
$$;
