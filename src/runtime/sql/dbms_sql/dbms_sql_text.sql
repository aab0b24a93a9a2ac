-- Text that DBMS_SQL.PARSE gets to know at run time: as dynamic SQL has it, bind variables as they are; DDL as EXECUTE IMMEDIATE executes it.
CREATE FUNCTION ora.dbms_sql_text(statement text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN statement ~* '^\s*(create|alter|drop|truncate|analyze|purge|comment|grant|revoke)\M' THEN ora.dynamic_sql(statement)
    ELSE ora.dynamic_pieces(ora.dynamic_clauses(ora.dynamic_dml(ora.dynamic_statement(statement))), NULL, false)
  END
$$;
