-- Sets again what ORA.SESSION_SET has set, after a ROLLBACK or an error: the parameters of PostgreSQL were taken back with what failed.
CREATE PROCEDURE ora.session_again()
LANGUAGE plpgsql
AS $$
DECLARE
  parameter text;
  kept text;
BEGIN
  FOR parameter, kept IN SELECT e.key, e.value FROM jsonb_each_text(coalesce(ora.state_get('session'), '{}')::jsonb) AS e LOOP
    -- The path of a routine with its owner's rights ends in pg_temp, and is not to be changed while it runs.
    IF current_setting(parameter, true) IS DISTINCT FROM kept
      AND NOT (parameter = 'search_path' AND current_setting('search_path') LIKE '%pg_temp')
    THEN
      PERFORM set_config(parameter, kept, false);
    END IF;
  END LOOP;
END
$$;
