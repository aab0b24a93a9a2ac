-- An attribute of the DDL event that a trigger fires for: sysevent, type, owner or name; NULL outside of such a trigger.
-- (PL/SQL Language Reference, "Event Attribute Functions": ORA_SYSEVENT, ORA_DICT_OBJ_TYPE, ORA_DICT_OBJ_OWNER, ORA_DICT_OBJ_NAME)
CREATE FUNCTION ora.ddl_event_attribute(attribute text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT nullif(current_setting('ora.ddl_event', true), '')::jsonb ->> attribute
$$;
