-- Before DDL on a global temporary table: the error (ORA-14450 for the table, ORA-14452 for an index and for DROP TABLE) where the session has put rows
-- into it that neither COMMIT nor TRUNCATE has taken. (SQL Language Reference, CREATE TABLE, "GLOBAL TEMPORARY")
CREATE PROCEDURE ora.gtt_unused(template text, code integer)
LANGUAGE plpgsql
AS $$
DECLARE
  own CONSTANT regclass := to_regclass('pg_temp.' || quote_ident((parse_ident(template))[2]));
BEGIN
  IF own IS NOT NULL AND pg_relation_size(own) > 0 THEN
    PERFORM ora.raise(code);
  END IF;
END
$$;
