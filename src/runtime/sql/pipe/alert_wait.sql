-- Waits for one of the alerts that the session is registered for: its name and message, or NULL when the time (seconds) is over. (PL/SQL Packages and Types Reference, "DBMS_ALERT")
CREATE FUNCTION ora.alert_wait(wanted text, timeout numeric, OUT name text, OUT message text)
LANGUAGE plpgsql
AS $$
DECLARE
  seen jsonb := coalesce(ora.state_get('alerts')::jsonb, '{}');
  deadline timestamptz := clock_timestamp() + make_interval(secs => timeout::double precision);
  changed bigint;
BEGIN
  IF seen = '{}' OR wanted IS NOT NULL AND NOT seen ? wanted THEN
    CALL ora.raise_application_error(-20000, 'ORU-10024: there are no alerts registered.');
  END IF;
  LOOP
    SELECT a.name, a.message, a.change INTO name, message, changed
    FROM ora.alert AS a
    WHERE (wanted IS NULL OR a.name = wanted) AND a.change > (seen ->> a.name)::bigint
    ORDER BY a.change LIMIT 1;
    IF name IS NOT NULL THEN
      PERFORM ora.state_set('alerts', (seen || jsonb_build_object(name, changed))::text);
      RETURN;
    END IF;
    EXIT WHEN clock_timestamp() >= deadline;
    PERFORM pg_sleep(0.05);
  END LOOP;
END
$$;
