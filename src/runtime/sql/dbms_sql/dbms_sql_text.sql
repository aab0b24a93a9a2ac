-- Text that DBMS_SQL.PARSE gets to know at run time: as dynamic SQL has it, bind variables as they are; DDL as EXECUTE IMMEDIATE executes it. A block that
-- is more than one call is refused.
CREATE FUNCTION ora.dbms_sql_text(statement text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  called text := ora.dynamic_block(statement);
BEGIN
  IF statement ~* '^\s*(create|alter|drop|truncate|analyze|purge|comment|grant|revoke)\M' THEN
    RETURN ora.dynamic_sql(statement);
  ELSIF called <> statement THEN
    RETURN called;
  END IF;
  PERFORM ora.dynamic_program(statement);
  RETURN ora.dynamic_pieces(ora.dynamic_clauses(ora.dynamic_dml(ora.dynamic_statement(statement))), NULL, false);
END
$$;
