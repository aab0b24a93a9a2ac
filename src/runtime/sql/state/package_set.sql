-- Sets a variable of a package: in the store that no ROLLBACK undoes, as ora.state_set does, and its copy for ora.package_get, as ora.package_copy does.
-- Drawing from the clock first makes the copies worthless, so that a failure on the way, as by a cancelled statement, leaves none that is wrong.
-- Written out, and with assignments in place of PERFORM, which starts the executor each time: half the time.
CREATE FUNCTION ora.package_set(name text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  key text := ora.state_key(name);
  mark text := coalesce(current_setting('ora.state_mark', true), '');
  done text;
BEGIN
  IF current_setting('transaction_read_only') = 'on'
    OR NOT (mark <> '' AND mark = currval('ora.state_clock')::text) AND NOT ora.state_trusted()
  THEN
    PERFORM ora.state_set(name, value);
    RETURN;
  END IF;
  mark := nextval('ora.state_clock');
  BEGIN
    EXECUTE 'DEALLOCATE ' || key;
  EXCEPTION WHEN invalid_sql_statement_name OR insufficient_privilege THEN
    PERFORM ora.state_set(name, value);
    key := NULL;
  END;
  IF key IS NOT NULL THEN
    EXECUTE 'PREPARE ' || key || ' AS SELECT ' || quote_nullable(value) || '::pg_catalog.text';
  END IF;
  done := set_config(
    ora.setting_key('state.' || name),
    CASE WHEN octet_length(value) > 65536 OR value = E'\x01' THEN '' ELSE current_setting('ora.state_generation') || coalesce(value, E'\x01') END,
    true);
  done := set_config('ora.state_mark', mark, true);
END
$$;
