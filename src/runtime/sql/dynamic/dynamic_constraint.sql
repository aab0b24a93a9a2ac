-- ALTER TABLE put together at run time that enables, disables, drops or renames a constraint, which PostgreSQL does not do or does otherwise; NULL for any other.
-- (SQL Language Reference, ALTER TABLE, "constraint_clauses", "enable_disable_clause")
CREATE FUNCTION ora.dynamic_constraint(statement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  name CONSTANT text := '(?:"[^"]+"|[\w$#]+)';
  target CONSTANT text := format('(?:constraint\s+(%s)|(primary\s+key)|unique\s*\(([^()]+)\))', name);
  rest text[] := regexp_match(statement, format('^\s*alter\s+table\s+(%s(?:\s*\.\s*%1$s)?)\s+((?:enable|disable|modify|drop|rename)\s.*?)\s*$', name), 'is');
  part text[];
  key text;
  valid text;
BEGIN
  IF rest IS NULL THEN
    RETURN NULL;
  END IF;
  part := regexp_match(rest[2], format('^rename\s+constraint\s+(%s)\s+to\s+(%1$s)$', name), 'i');
  IF part IS NOT NULL THEN
    RETURN format('select ora.rename_constraint(%L, %L, %L)', rest[1], part[1], part[2]);
  END IF;
  -- The key, the action, what it says of the rows that are there, and whether what depends on it goes with it.
  part := coalesce(
    regexp_match(rest[2], format('^drop\s+%s()()(\s+cascade)?(?:\s+(?:keep|drop)\s+index)?$', target), 'i'),
    (SELECT m[3 : 5] || m[1 : 2] || m[6]
      FROM regexp_match(rest[2], format('^(enable|disable)(?:\s+(validate|novalidate))?\s+%s(\s+cascade)?(?:\s+(?:keep|drop)\s+index)?$', target), 'i') AS r(m) WHERE m IS NOT NULL),
    regexp_match(rest[2], format('^modify\s+%s\s+(enable|disable)(?:\s+(validate|novalidate))?(\s+cascade)?$', target), 'i'));
  IF part IS NULL THEN
    RETURN NULL;
  END IF;
  key := CASE
    WHEN part[1] IS NOT NULL THEN quote_literal(part[1])
    ELSE format('ora.key_name(%L, %L)', rest[1], string_to_array(lower(regexp_replace(part[3], '\s', '', 'g')), ','))
  END;
  IF part[4] <> '' THEN
    valid := CASE lower(part[5]) WHEN 'validate' THEN 'true' WHEN 'novalidate' THEN 'false' ELSE 'null' END;
    RETURN format('select ora.constraint_state(%L, %s, %s, %s, %s)', rest[1], key, (lower(part[4]) = 'enable')::text, valid, (part[6] IS NOT NULL)::text);
  ELSIF part[1] IS NOT NULL THEN
    RETURN format('select ora.drop_constraint(%L, %L, %s)', rest[1], part[1], (part[6] IS NOT NULL)::text);
  END IF;
  RETURN format('select ora.drop_key(%L, %L, %s)', rest[1], string_to_array(lower(regexp_replace(part[3], '\s', '', 'g')), ','), (part[6] IS NOT NULL)::text);
END
$$;
