-- Text of dynamic SQL put together at run time: its bind variables `:name` become `$1`, `$2` … by position, as EXECUTE IMMEDIATE binds them; a `;` at the end goes.
-- Quotes and comments are left alone. home: the schema of the routine's owner, where its names are looked for first. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement")
CREATE FUNCTION ora.dynamic_sql(statement text, home text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  result text;
BEGIN
  IF statement IS NULL THEN
    PERFORM ora.raise(6535);
  ELSIF statement !~ '\S' THEN
    PERFORM ora.raise(900);
  ELSIF statement ~* '^\s*alter\s+session\M' THEN
    RETURN ora.dynamic_session(statement);
  END IF;
  statement := ora.dynamic_dml(ora.dynamic_statement(statement));
  -- RETURNING … INTO :o names what EXECUTE's own INTO gives.
  statement := regexp_replace(statement, '(?:\m|(?<=\d))(return(?:ing)?\M[^'';]*?)\s+into\s+:[a-z0-9_$#]+(?:\s*,\s*:[a-z0-9_$#]+)*\s*;?\s*$', ' \1', 'i');
  statement := regexp_replace(statement, '\mreturn(\s[^'';]*)$', 'returning\1', 'i');
  result := regexp_replace(ora.dynamic_text(statement, home), ';\s*$', '');
  IF result ~* '^\s*select\M' THEN
    RETURN result;
  END IF;
  result := coalesce(ora.dynamic_object(ora.dynamic_block(result)), 'select');
  IF result ~* '^\s*alter\s+table\M' THEN
    RETURN coalesce(ora.dynamic_constraint(result), ora.dynamic_alter(result));
  ELSIF result ~* '^\s*create\s+table\M' THEN
    RETURN ora.dynamic_create(result);
  END IF;
  PERFORM ora.dynamic_program(result);
  RETURN result;
END
$$;
