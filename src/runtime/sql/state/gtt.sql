-- Makes the session's own copy of a global temporary table: pg_temp.<name>, from the template table, with its triggers.
-- One look-up when the copy exists. What the template's mark says about COMMIT becomes the copy's ON COMMIT.
-- Nobody but the session can reach it, now with its user's rights, now with those of a routine's owner: it belongs to all of them.
CREATE FUNCTION ora.gtt(template text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  source regclass;
  own text := quote_ident((parse_ident(template))[2]);
BEGIN
  IF to_regclass('pg_temp.' || own) IS NOT NULL THEN
    RETURN;
  END IF;
  source := to_regclass(template);
  -- A program may make the table later; SQL that needs it before says that it is not there.
  IF source IS NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TEMPORARY TABLE %s (LIKE %s INCLUDING ALL) ON COMMIT %s', own, source,
    CASE WHEN EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = source AND t.tgname = '__gtt_preserve_rows')
      THEN 'PRESERVE ROWS' ELSE 'DELETE ROWS' END);
  EXECUTE format('GRANT ALL ON pg_temp.%s TO PUBLIC', own);
  CALL ora.gtt_triggers(template);
END
$$;
