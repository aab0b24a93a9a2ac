-- The text of dynamic SQL, or a part of it, unless PostgreSQL would take what Oracle refuses wherever it stands: `limit 5`, `offset 5` without ROWS, `ilike '…'`,
-- `::`, ON CONFLICT. limit, offset and ilike may be names: no name stands before a number or literal. (Database Error Messages, ORA-00911, ORA-00920, ORA-00933)
CREATE FUNCTION ora.dynamic_clauses(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  bare text;
BEGIN
  IF statement !~* '\m(limit|offset|ilike|conflict)\M|::' OR statement ~* '^\s*(begin|declare|create|alter|<<)' THEN
    RETURN statement;
  END IF;
  bare := regexp_replace(ora.dynamic_bare(statement), '\mreject\s+limit\M', '', 'gi');
  IF bare ~ '[\w$#)'']\s*::\s*[A-Za-z]' THEN
    PERFORM ora.raise(911);
  ELSIF bare ~* '[\w$#)'']\s+(not\s+)?ilike\s*(''''|:[\w$#])' THEN
    PERFORM ora.raise(920);
  ELSIF bare ~* '[\w$#)'']\s+limit\s+(\d+|:[\w$#]+)(\s*,\s*\d+|\s+offset\s+(\d+|:[\w$#]+))?\s*(;?\s*$|\))'
    OR bare ~* '[\w$#)'']\s+offset\s+(\d+|:[\w$#]+)(\s+limit\s+(\d+|:[\w$#]+))?\s*(;?\s*$|\))'
    OR bare ~* '\mon\s+conflict\s+(\([^()]*\)\s*)?do\s+(nothing|update)\M' THEN
    PERFORM ora.raise(933);
  END IF;
  RETURN statement;
END
$$;
