-- ALTER SESSION as dynamic SQL that is put together at run time: what the compiler makes of it where the text is known; parameters that PostgreSQL
-- has no use for are left out. CURRENT_SCHEMA decides where names of dynamic SQL are looked for.
CREATE FUNCTION ora.dynamic_session(statement text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  setting text[];
  name text;
  value text;
  done text[] := '{}';
BEGIN
  FOR setting IN SELECT regexp_matches(regexp_replace(statement, '^\s*alter\s+session\s+set\s+', '', 'i'), '([a-z_0-9]+)\s*=\s*(?:''((?:[^'']|'''')*)''|"([^"]*)"|([^\s;]+))', 'gi') LOOP
    name := upper(setting[1]);
    value := coalesce(replace(setting[2], '''''', ''''), setting[3], setting[4]);
    IF name = 'CURRENT_SCHEMA' THEN
      done := done || format('select ora.set_current_schema(%L)', coalesce('"' || setting[3] || '"', value));
    ELSIF name = 'TIME_ZONE' THEN
      IF value ~ '^[+-]?(1[6-9]|[2-9]\d):\d{1,2}$' THEN PERFORM ora.date_error(1874); END IF;
      IF value ~ '^[+-]?\d{1,2}:[6-9]\d$' THEN PERFORM ora.date_error(1875); END IF;
      done := done || ARRAY[CASE
        WHEN value ~ '^[+-]?\d{1,2}:\d{1,2}$' THEN format('set time zone interval %L hour to minute', value)
        WHEN value ~* '^(LOCAL|DBTIMEZONE|OS_TZ)$' THEN 'set time zone local'
        ELSE format('set time zone %L', value) END, format('select ora.session_keep(''TimeZone''%s)', CASE WHEN value ~* '^(LOCAL|DBTIMEZONE|OS_TZ)$' THEN ', false' END)];
    ELSIF name LIKE 'NLS\_%' THEN
      done := done || format('call ora.dbms_session_set_nls(%L, %L)', name, quote_literal(value));
    END IF;
  END LOOP;
  RETURN coalesce(nullif(array_to_string(done, '; '), ''), 'select');
END
$$;
