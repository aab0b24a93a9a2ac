-- Trigger of a view on UPDATE OF a column: notes as updating_note does, once for the statement. Arguments: key, column; '' for the column that this
-- trigger is about, whatever its name is by now.
-- Without a column it puts empty notes on those of statements that are under way, and behind the statement takes them away: an expression of an
-- UPDATE may call what updates the same view.
CREATE FUNCTION ora.updating_note_of_view() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  name text := 'ora.updating_' || pg_trigger_depth() || md5(tg_argv[0]);
  changed text := tg_argv[1];
  noted text := coalesce(current_setting(name, true), '');
  own text;
BEGIN
  IF tg_when = 'AFTER' THEN
    noted := substr(noted, strpos(noted, chr(31)) + 1);
  ELSIF tg_nargs = 1 THEN
    noted := chr(31) || noted;
  ELSE
    IF changed = '' THEN
      SELECT a.attname INTO changed
      FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_attribute AS a ON a.attrelid = g.tgrelid AND a.attnum = g.tgattr[0]
      WHERE g.tgrelid = tg_relid AND g.tgname = tg_name;
    END IF;
    own := split_part(noted, chr(31), 1);
    noted := concat_ws(',', nullif(own, ''), quote_ident(changed)) || substr(noted, length(own) + 1);
  END IF;
  noted := set_config(name, noted, false);
  RETURN NULL;
END
$$;
