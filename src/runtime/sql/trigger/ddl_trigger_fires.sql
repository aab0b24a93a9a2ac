-- Whether a trigger of Oracle on the DDL events `events` (words with blanks between) fires for the command that runs its event trigger, by
-- TG_EVENT and TG_TAG; `schema`: ON SCHEMA, of objects in that schema alone. DROP is told by sql_drop, all else by ddl_command_end.
-- The attributes of the event are noted for ora.ddl_event_attribute. Temporary objects do not count: those are the runtime's own.
-- (PL/SQL Language Reference, "System Triggers"; PostgreSQL manual, "Event Trigger Functions")
CREATE FUNCTION ora.ddl_trigger_fires(event text, tag text, events text, schema text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
  word text := CASE WHEN tag = 'SELECT INTO' THEN 'CREATE' ELSE split_part(tag, ' ', 1) END;
  object record;
BEGIN
  IF word NOT IN ('CREATE', 'ALTER', 'DROP', 'COMMENT', 'GRANT', 'REVOKE')
    OR NOT (word = ANY (string_to_array(events, ' ')) OR 'DDL' = ANY (string_to_array(events, ' ')))
    OR (word = 'DROP') <> (event = 'sql_drop') THEN
    RETURN false;
  END IF;
  IF word = 'DROP' THEN
    SELECT upper(d.object_type) AS type, d.address_names AS names INTO object
    FROM pg_event_trigger_dropped_objects() AS d
    WHERE d.original AND NOT d.is_temporary LIMIT 1;
  ELSE
    -- A command may make several objects: the one that its tag names comes first.
    SELECT upper(c.object_type) AS type,
      CASE WHEN c.objid IS NULL THEN NULL ELSE (pg_identify_object_as_address(c.classid, c.objid, c.objsubid)).object_names END AS names
    INTO object
    FROM pg_event_trigger_ddl_commands() AS c
    WHERE coalesce(c.schema_name, '') !~ '^pg_temp' AND NOT c.in_extension
    ORDER BY (lower(c.object_type) = lower(substr(tag, length(word) + 2))) DESC LIMIT 1;
  END IF;
  IF object IS NULL OR (schema IS NOT NULL AND object.names[1] IS DISTINCT FROM schema) THEN
    RETURN false;
  END IF;
  PERFORM set_config('ora.ddl_event', jsonb_build_object(
    'sysevent', word,
    'type', CASE object.type WHEN 'TABLE COLUMN' THEN 'TABLE' ELSE object.type END,
    'owner', CASE WHEN cardinality(object.names) > 1 THEN ora.oracle_name(object.names[1]) END,
    'name', ora.oracle_name(object.names[least(cardinality(object.names), 2)]))::text, true);
  RETURN true;
END
$$;
