-- The message of a caught error in Oracle's words, in full length. Names of constraint, table and column come from GET STACKED DIAGNOSTICS; context as for
-- ora.error_code. (PL/SQL Language Reference, "SQLERRM Function"; Database Error Messages.)
CREATE FUNCTION ora.error_line(
  state text, message text, schema_name text DEFAULT NULL, table_name text DEFAULT NULL,
  column_name text DEFAULT NULL, constraint_name text DEFAULT NULL, context text DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  code integer;
  -- The rows of a temporary table stand in one of the session, which has no owner in Oracle.
  owner CONSTANT text := ora.owner_name(CASE WHEN schema_name ~ '^pg_temp' THEN coalesce((SELECT n.nspname::text
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relname = table_name AND ora.is_temporary_table(c.oid) LIMIT 1), 'public') ELSE nullif(schema_name, '') END);
  named text;
  quoted text;
BEGIN
  IF state IS NULL OR state = '00000' THEN
    RETURN 'ORA-0000: normal, successful completion';
  END IF;
  IF state LIKE 'OU%' THEN
    RETURN 'User-Defined Exception';
  END IF;
  code := ora.error_code(state, message, context);
  IF message LIKE 'ORA-' || lpad(code::text, 5, '0') || ':%' THEN
    RETURN message;
  END IF;
  quoted := upper(substring(message FROM '"([^"]*)"'));
  IF constraint_name <> '' THEN
    named := owner || '.' || ora.oracle_name(ora.violated_constraint(schema_name, table_name, constraint_name));
  END IF;
  RETURN ora.error_message(code, CASE
    WHEN code = 1 THEN 'unique constraint (' || coalesce(named, '.') || ') violated'
    WHEN code IN (2291, 2292) THEN 'integrity constraint (' || coalesce(named, '.') || ') violated - '
      || CASE code WHEN 2291 THEN 'parent key not found' ELSE 'child record found' END
    WHEN code IN (2293, 2298, 2299, 2437) THEN 'cannot validate (' || coalesce(named, '.') || ') - '
      || CASE code WHEN 2293 THEN 'check constraint violated' WHEN 2298 THEN 'parent keys not found' WHEN 2437 THEN 'primary key violated' ELSE 'duplicate keys found' END
    WHEN code = 2290 THEN 'check constraint (' || coalesce(named, '.') || ') violated'
    WHEN code IN (1400, 1407) AND column_name <> '' THEN CASE code WHEN 1400 THEN 'cannot insert NULL into (' ELSE 'cannot update (' END
      || concat_ws('.', '"' || owner || '"', '"' || ora.oracle_name(ora.partitioned_table(schema_name, nullif(table_name, ''))) || '"',
        '"' || ora.oracle_name(column_name) || '"')
      || CASE code WHEN 1400 THEN ')' ELSE ') to NULL' END
    WHEN code = 904 AND state = '42703' AND quoted IS NOT NULL THEN '"' || quoted || '": invalid identifier'
    WHEN code = 904 AND state = '42883' THEN coalesce('"' || upper(substring(message FROM '([^\s(.]+)\(')) || '": ', '') || 'invalid identifier'
    WHEN code = 4081 AND quoted IS NOT NULL THEN 'trigger ''' || quoted || ''' already exists'
    WHEN code = 4043 AND quoted IS NOT NULL THEN 'object ' || regexp_replace(quoted, '^.*\.', '') || ' does not exist'
    WHEN code = 6502 AND state = '22001' THEN 'PL/SQL: numeric or value error: character string buffer too small'
    WHEN code = 6502 AND state = '22003' THEN 'PL/SQL: numeric or value error: number precision too large'
    WHEN code = 6502 AND state IN ('22P02', '22018') THEN 'PL/SQL: numeric or value error: character to number conversion error'
    WHEN code = 932 AND state = '22P02' THEN 'inconsistent datatypes: expected NUMBER got '
      || CASE WHEN message ~ ':[0-9]{2}"' THEN 'DATE' WHEN message ~ ':[0-9]{2}[.][0-9]+"' THEN 'TIMESTAMP' ELSE 'TIMESTAMP WITH TIME ZONE' END
    WHEN code = 932 AND message ~ '^function ora\.interval_(ds|ym)_fit\(' THEN 'inconsistent datatypes: expected INTERVAL '
      || CASE WHEN message LIKE '%_ds_%' THEN 'DAY TO SECOND' ELSE 'YEAR TO MONTH' END
      || ' got ' || ora.error_type(substring(message FROM '_fit\(([^,)]+)'))
    WHEN code = 932 AND message LIKE '% is of type % but expression is of type %' THEN 'inconsistent datatypes: expected '
      || ora.error_type(substring(message FROM ' is of type (.+) but ')) || ' got ' || ora.error_type(substring(message FROM 'expression is of type (.+)$'))
    WHEN code = 932 THEN 'inconsistent datatypes: expected ' || ora.error_type(substring(message FROM '[tT]ype .+ to (.+?)(?: in column \d+)?\.?$'))
      || ' got ' || ora.error_type(substring(message FROM '[tT]ype (.+) to '))
    -- PostgreSQL does not tell which column it was.
    WHEN code = 12899 THEN 'value too large for column'
    WHEN code = 8002 AND quoted IS NOT NULL THEN 'sequence ' || quoted || '.CURRVAL is not yet defined in this session'
    WHEN code = 8004 AND quoted IS NOT NULL THEN 'sequence ' || quoted || '.NEXTVAL '
      || CASE WHEN message LIKE '%minimum%' THEN 'goes below MINVALUE' ELSE 'exceeds MAXVALUE' END || ' and cannot be instantiated'
    WHEN code = 20000 THEN message
    WHEN code = 600 THEN coalesce(nullif(message, ''), ora.error_text(600))
  END);
END
$$;
