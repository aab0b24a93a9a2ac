-- Trigger on UPDATE OF a column: notes under the key of a trigger that the column is in the SET list. Arguments: key, column; '' for the column
-- that this trigger is about, whatever its name is by now.
-- Without a column it clears the notes. Each depth of triggers has its own: one that fires between may update the same table.
-- Kept in a setting, so that a statement that fails takes its notes with it.
-- Assignments, because PL/pgSQL works out what PERFORM calls by a query, which has to be planned.
CREATE FUNCTION ora.updating_note() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  name text := 'ora.updating_' || pg_trigger_depth() || md5(tg_argv[0]);
  changed text := tg_argv[1];
  noted text := '';
BEGIN
  IF tg_nargs > 1 THEN
    IF changed = '' THEN
      SELECT a.attname INTO changed
      FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_attribute AS a ON a.attrelid = g.tgrelid AND a.attnum = g.tgattr[0]
      WHERE g.tgrelid = tg_relid AND g.tgname = tg_name;
    END IF;
    noted := concat_ws(',', nullif(current_setting(name, true), ''), quote_ident(changed));
  END IF;
  noted := set_config(name, noted, false);
  IF tg_when = 'BEFORE' AND tg_level = 'ROW' THEN
    RETURN new;
  END IF;
  RETURN NULL;
END
$$;
