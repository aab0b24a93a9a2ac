-- Runs a CALL in a transaction of its own, over a second connection of the session (extension dblink), with the session's NLS parameters and time zone;
-- `shares`: with what the session keeps, too (package variables, context, output), which comes back as the call leaves it. Out: the values that the
-- procedure hands back, in order, as text. An error of it is raised here; a wait for rows that the caller has locked ends after
-- `ora.autonomous_lock_timeout` (10s) as ORA-00060. (PL/SQL Language Reference, "Autonomous Transactions"; PostgreSQL manual, "dblink")
CREATE FUNCTION ora.autonomous(call text, results integer, shares boolean) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  home text := (SELECT n.nspname FROM pg_catalog.pg_extension AS e JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'dblink');
  connected boolean;
  answer text[];
  columns text := (SELECT string_agg('c' || n, ', ') FROM generate_series(1, results) AS n);
  ask text;
  state text;
  failure ora.err;
  code text;
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  IF home IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3034 an autonomous transaction needs the PostgreSQL extension dblink: CREATE EXTENSION dblink';
  END IF;
  EXECUTE format('SELECT coalesce(''ora_autonomous'' = ANY (%I.dblink_get_connections()), false)', home) INTO connected;
  IF NOT connected THEN
    EXECUTE format('SELECT %I.dblink_connect(''ora_autonomous'', $1)', home) USING ora.autonomous_connection();
  END IF;
  ask := format('SELECT done FROM %I.dblink(''ora_autonomous'', $1) AS t(done text)', home);
  BEGIN
    EXECUTE ask USING ora.autonomous_session(shares, stack);
    IF results = 0 THEN
      EXECUTE format('SELECT %I.dblink_exec(''ora_autonomous'', $1)', home) USING call;
    ELSE
      EXECUTE format('SELECT ARRAY[%2$s] FROM %1$I.dblink(''ora_autonomous'', $1) AS t(%3$s)', home, columns, replace(columns, ',', ' text,') || ' text')
      INTO answer USING call;
    END IF;
  EXCEPTION
    WHEN SQLSTATE '08000' OR SQLSTATE '08003' OR SQLSTATE '08006' OR admin_shutdown THEN
      -- The next call connects anew.
      EXECUTE format('SELECT %I.dblink_disconnect(''ora_autonomous'')', home);
      RAISE;
    WHEN assert_failure THEN
      RAISE;
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS failure.sqlstate = RETURNED_SQLSTATE, failure.message = MESSAGE_TEXT, failure.detail = PG_EXCEPTION_DETAIL;
      -- dblink hands on the text alone of what an error is about.
      failure.constraint_name := substring(failure.message FROM 'constraint "([^"]+)"');
      failure.table_name := substring(failure.message FROM '(?:table|relation) "([^"]+)"');
      failure.column_name := substring(failure.message FROM 'column "([^"]+)"');
      failure.schema_name := (SELECT min(n.nspname) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relname IN (failure.constraint_name, failure.table_name) AND n.nspname NOT LIKE 'pg\_%' HAVING count(DISTINCT n.nspname) = 1);
  END;
  IF shares THEN
    EXECUTE ask INTO state USING 'SELECT ora.state_dump()';
    PERFORM ora.state_load(state::jsonb);
    CALL ora.session_again();
    PERFORM ora.output_hand_over();
  END IF;
  IF failure.sqlstate = '55P03' THEN
    EXECUTE ask INTO code USING format('SELECT ora.error_code(%L, %L)', failure.sqlstate, failure.message);
    PERFORM ora.raise(code::integer);
  ELSIF failure.sqlstate IS NOT NULL THEN
    PERFORM ora.reraise(failure);
  END IF;
  RETURN answer;
END
$$;
