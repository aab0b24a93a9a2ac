-- DBMS_UTILITY.EXEC_DDL_STATEMENT: the text is PostgreSQL's SQL. What is no DDL is parsed only.
CREATE PROCEDURE ora.dbms_utility_exec_ddl_statement(parse_string text)
LANGUAGE plpgsql
AS $$
BEGIN
  IF parse_string ~* '^(\s|/\*.*?\*/|--[^\n]*\n)*(select|insert|update|delete|merge|begin|declare|with|call|do)\M' THEN
    RETURN;
  END IF;
  EXECUTE parse_string;
END
$$;
