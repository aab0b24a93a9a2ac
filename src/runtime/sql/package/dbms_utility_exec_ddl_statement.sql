-- DBMS_UTILITY.EXEC_DDL_STATEMENT: the text is PostgreSQL's SQL.
CREATE PROCEDURE ora.dbms_utility_exec_ddl_statement(parse_string text)
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE parse_string;
END
$$;
