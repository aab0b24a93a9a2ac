-- The text of a whole statement of dynamic SQL, unless PostgreSQL would take what Oracle refuses: a query without FROM, several rows of VALUES, RETURNING
-- without INTO, DELETE … USING, DROP of several objects, a schema by name, SET of a parameter. (Database Error Messages, ORA-00922, ORA-00923, ORA-00925,
-- ORA-00933, ORA-02420)
CREATE FUNCTION ora.dynamic_statement(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  bare text;
  outside text;
BEGIN
  IF statement !~* '^\s*(insert\s.*\mvalues\M|(insert|update|delete)\s.*\mreturning\M|delete\s.*\musing\M|drop\s[^'']*,|create\s+schema\M|set\M|select\M)' THEN
    RETURN statement;
  END IF;
  bare := ora.dynamic_bare(statement);
  IF bare ~* '^\s*select\M' THEN
    IF bare !~* '\mfrom\M' THEN
      PERFORM ora.raise(923);
    END IF;
    RETURN statement;
  END IF;
  IF bare ~* '^\s*set\s+(?!role\M|transaction\M|constraints?\M)\w' THEN
    PERFORM ora.raise(922);
  ELSIF bare ~* '^\s*create\s+schema\s+(?!authorization\M)\w' THEN
    PERFORM ora.raise(2420);
  END IF;
  -- What stands in parentheses goes, from within.
  LOOP
    outside := regexp_replace(bare, '\([^()]*\)', '''''', 'g');
    EXIT WHEN outside = bare OR bare IS NULL;
    bare := outside;
  END LOOP;
  IF bare ~* '^\s*delete\s+(from\s+)?[\w$#."@]+(\s+[\w$#"]+)?\s+using\s+(?!(where|return|returning|log)\M)[\w$#"]'
    OR bare ~* '^\s*drop\s+(table|view|materialized\s+view|sequence|index|function|procedure|type)\s+[\w$#."]+\s*,' THEN
    PERFORM ora.raise(933);
  ELSIF bare ~* '^\s*insert\s.*\mvalues\s*''''\s*,\s*''''' THEN
    PERFORM ora.raise(933);
  -- Where it may be a name it is left alone.
  ELSIF bare ~* '[\w$#'']\s*\mreturning\s+[\w$#'':]' AND bare !~* '\mreturning\s.*\minto\M'
    AND bare !~* '\m(set|where|and|or|not|between|like|in|is|by|then|else|when|case|select|from|into|update|delete)\s+returning\M|\mreturning\s+(set|where|and|or|values)\M' THEN
    PERFORM ora.raise(925);
  END IF;
  RETURN statement;
END
$$;
