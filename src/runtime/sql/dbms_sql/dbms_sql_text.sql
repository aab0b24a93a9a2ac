-- Text that DBMS_SQL.PARSE gets to know at run time: names as dynamic SQL has them, bind variables as they are; DDL as EXECUTE IMMEDIATE executes it.
CREATE FUNCTION ora.dbms_sql_text(statement text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  result text := '';
  piece text[];
BEGIN
  IF statement ~* '^\s*(create|alter|drop|truncate|analyze|purge|comment|grant|revoke)\M' THEN
    RETURN ora.dynamic_sql(statement);
  END IF;
  FOR piece IN SELECT regexp_matches(statement, $re$('(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*.*?\*/)|([^'"/-]+|.)$re$, 'gs') LOOP
    result := result || CASE WHEN piece[1] IS NULL THEN ora.dynamic_names(piece[2]) ELSE ora.dynamic_quoted(piece[1]) END;
  END LOOP;
  RETURN result;
END
$$;
