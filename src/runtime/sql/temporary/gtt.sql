-- Makes the session's own copy of a global temporary table: pg_temp.<name>, from the template table, with its triggers.
-- One look-up when the copy exists. What the template's mark says about COMMIT becomes the copy's ON COMMIT.
-- Nobody but the session can reach it, now with its user's rights, now with those of a routine's owner: it belongs to all of them.
CREATE FUNCTION ora.gtt(template text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  source regclass;
  own text := quote_ident((parse_ident(template))[2]);
  key record;
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
  -- Messages name keys as the template does.
  FOR key IN
    SELECT i.relname AS wanted, made.relname AS given
    FROM pg_catalog.pg_index AS s
    JOIN pg_catalog.pg_class AS i ON i.oid = s.indexrelid
    JOIN pg_catalog.pg_index AS c ON c.indrelid = to_regclass('pg_temp.' || own) AND c.indisunique
      AND substring(pg_get_indexdef(c.indexrelid) FROM ' USING .*') = substring(pg_get_indexdef(s.indexrelid) FROM ' USING .*')
    JOIN pg_catalog.pg_class AS made ON made.oid = c.indexrelid
    WHERE s.indrelid = source AND s.indisunique AND i.relname <> made.relname
  LOOP
    IF to_regclass('pg_temp.' || quote_ident(key.wanted)) IS NULL THEN
      EXECUTE format('ALTER INDEX pg_temp.%I RENAME TO %I', key.given, key.wanted);
    END IF;
  END LOOP;
  EXECUTE format('GRANT ALL ON pg_temp.%s TO PUBLIC', own);
  CALL ora.gtt_triggers(template);
END
$$;
