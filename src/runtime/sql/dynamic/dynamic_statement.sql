-- The text of a whole statement of dynamic SQL, unless PostgreSQL would take what Oracle refuses: a query without FROM, several rows of VALUES, RETURNING
-- without INTO. (Database Error Messages, ORA-00923, ORA-00925, ORA-00933)
CREATE FUNCTION ora.dynamic_statement(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  bare text;
  outside text;
BEGIN
  IF statement !~* '^\s*(insert\s.*\mvalues\M|(insert|update|delete)\s.*\mreturning\M|select\M)' THEN
    RETURN statement;
  END IF;
  bare := ora.dynamic_bare(statement);
  IF bare ~* '^\s*select\M' THEN
    IF bare !~* '\mfrom\M' THEN
      PERFORM ora.raise(923);
    END IF;
    RETURN statement;
  END IF;
  -- What stands in parentheses goes, from within.
  LOOP
    outside := regexp_replace(bare, '\([^()]*\)', '''''', 'g');
    EXIT WHEN outside = bare OR bare IS NULL;
    bare := outside;
  END LOOP;
  IF bare ~* '^\s*insert\s.*\mvalues\s*''''\s*,\s*''''' THEN
    PERFORM ora.raise(933);
  -- Where it may be a name it is left alone.
  ELSIF bare ~* '[\w$#'']\s*\mreturning\s+[\w$#'':]' AND bare !~* '\mreturning\s.*\minto\M'
    AND bare !~* '\m(set|where|and|or|not|between|like|in|is|by|then|else|when|case|select|from|into|update|delete)\s+returning\M|\mreturning\s+(set|where|and|or|values)\M' THEN
    PERFORM ora.raise(925);
  END IF;
  RETURN statement;
END
$$;
