-- The name of a column in dynamic SQL that is converted for each column of a table, as Oracle has it. `known`: the columns there are branches for; one that the table has got
-- since then, and what is no name, are refused. `only_column`: no function can be meant. (Database Error Messages, ORA-00904)
CREATE FUNCTION ora.dynamic_column(word text, relation text, only_column boolean, VARIADIC known text[]) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  part CONSTANT text := (regexp_match(word, '^\s*("[^"]+"|[[:alpha:]][\w$#]*)\s*$'))[1];
  name CONSTANT text := CASE WHEN part ~ '^"' THEN btrim(part, '"') ELSE upper(part) END;
BEGIN
  IF name = ANY (known) THEN
    RETURN name;
  ELSIF (only_column OR name !~ '^(ROWNUM|ROWID|ORA_ROWSCN|LEVEL|USER|UID|NULL|SYSDATE|SYSTIMESTAMP|CURRENT_DATE|CURRENT_TIMESTAMP|LOCALTIMESTAMP|SESSIONTIMEZONE|DBTIMEZONE|SYS_.*)$'
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc AS p WHERE p.proname = ora.own_name(part)))
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = to_regclass(relation) AND ora.oracle_name(a.attname) = name AND a.attnum > 0 AND NOT a.attisdropped)
  THEN
    PERFORM ora.raise(904, format('"%s": invalid identifier', name));
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this dynamic SQL is converted for the columns of a table, which is not all that it is given: ' || coalesce(word, '');
END
$$;
