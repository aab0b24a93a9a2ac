-- ROLLBACK TO a savepoint that a routine called since has set again goes back to where that one did; what came before can be undone no longer apart from it.
CREATE FUNCTION ora.savepoint_check(name text, marked bigint) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF current_setting('ora.savepoints_' || md5(name), true) IS DISTINCT FROM marked::text THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3022 Savepoint ' || name || ' has been set again by a routine called since.';
  END IF;
END
$$;
