-- DML of dynamic SQL in PostgreSQL's form: DELETE has FROM, and the columns of SET stand without the table's alias. Literals are left alone.
-- (SQL Language Reference, "DELETE", "UPDATE", "MERGE")
CREATE FUNCTION ora.dynamic_dml(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  target text[];
  qualified text;
BEGIN
  IF statement ~* '^\s*delete\M' THEN
    RETURN regexp_replace(statement, '^(\s*delete)\s+(?!from\M)(?=[\w"])', '\1 from ', 'i');
  END IF;
  target := regexp_match(statement, '^\s*(?:update|merge\s+into)\s+(?:[\w$#"]+\.)?([\w$#"]+)(?:\s+(?!(?:set|using)\M)([\w$#"]+))?\s+(?:set|using)\M', 'i');
  IF target IS NULL THEN
    RETURN statement;
  END IF;
  qualified := concat('(\mset\s+|,\s*)', replace(coalesce(target[2], target[1]), '$', '\$'), '\.([\w$#"]+\s*=)');
  RETURN (
    SELECT string_agg(coalesce(piece[1], regexp_replace(piece[2], qualified, '\1\2', 'gi')), '' ORDER BY place)
    FROM regexp_matches(statement, '(''[^'']*(?:''|$))|([^'']+)', 'g') WITH ORDINALITY AS pieces (piece, place)
  );
END
$$;
