-- Text that DBMS_SQL.PARSE gets to know at run time: names as dynamic SQL has them, bind variables as they are; DDL as EXECUTE IMMEDIATE executes it.
CREATE FUNCTION ora.dbms_sql_text(statement text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  result text := '';
  plain text := '';
  piece text[];
BEGIN
  IF statement ~* '^\s*(create|alter|drop|truncate|analyze|purge|comment|grant|revoke)\M' THEN
    RETURN ora.dynamic_sql(statement);
  END IF;
  FOR piece IN SELECT regexp_matches(statement, $re$('(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*.*?\*/)|([^'"/-]+|.)$re$, 'gs') LOOP
    IF piece[1] IS NULL THEN
      plain := plain || piece[2];
    ELSE
      result := result || ora.dynamic_names(plain) || ora.dynamic_quoted(piece[1]);
      plain := '';
    END IF;
  END LOOP;
  RETURN ora.dynamic_blocks(ora.dynamic_decode(result || ora.dynamic_names(plain)));
END
$$;
