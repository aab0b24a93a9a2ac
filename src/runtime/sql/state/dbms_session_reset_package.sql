-- DBMS_SESSION.RESET_PACKAGE: all packages of the session lose their state and are initialised anew at the next use. What belongs to the session
-- and not to a package stays: application contexts, module, action and client, and that DBMS_SQL may not be used.
CREATE PROCEDURE ora.dbms_session_reset_package()
LANGUAGE plpgsql
AS $$
DECLARE
  statement_name text;
BEGIN
  FOR statement_name IN SELECT p.name FROM pg_catalog.pg_prepared_statements AS p WHERE p.name LIKE 'ora:%'
    AND p.name !~ '^ora:(session:|context:|dbms_sql:denied$)' LOOP
    IF statement_name LIKE 'ora:init:%' THEN
      PERFORM set_config(ora.setting_key('init_' || substr(statement_name, 10)), '', false);
    END IF;
    EXECUTE format('DEALLOCATE %I', statement_name);
  END LOOP;
  -- The copies of ora.package_get are not to be trusted any longer.
  IF current_setting('transaction_read_only') = 'off' THEN
    PERFORM nextval('ora.state_clock');
  END IF;
END
$$;
