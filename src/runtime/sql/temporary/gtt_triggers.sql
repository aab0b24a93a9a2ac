-- Gives the session's copy of a global temporary table, where there is one, the triggers that its template has enabled: after CREATE, ALTER and DROP TRIGGER.
CREATE PROCEDURE ora.gtt_triggers(template text)
LANGUAGE plpgsql
AS $$
DECLARE
  source CONSTANT regclass := to_regclass(template);
  own CONSTANT text := 'pg_temp.' || quote_ident((parse_ident(template))[2]);
  trigger record;
BEGIN
  IF to_regclass(own) IS NULL THEN
    RETURN;
  END IF;
  FOR trigger IN SELECT t.tgname AS name FROM pg_trigger AS t WHERE t.tgrelid = to_regclass(own) AND NOT t.tgisinternal LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', trigger.name, own);
  END LOOP;
  FOR trigger IN
    SELECT pg_get_triggerdef(t.oid) AS definition FROM pg_trigger AS t
    WHERE t.tgrelid = source AND NOT t.tgisinternal AND t.tgname NOT LIKE '\_\_gtt\_%' AND t.tgenabled <> 'D'
    ORDER BY t.tgname
  LOOP
    EXECUTE regexp_replace(trigger.definition, ' ON ("[^"]+"|[^ ."]+)\.("[^"]+"|[^ ."]+) ', ' ON ' || replace(own, '\', '\\') || ' ');
  END LOOP;
END
$$;
