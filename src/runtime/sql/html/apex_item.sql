-- V('ITEM') of Oracle Application Express: the setting apex.item of the session; NULL where nothing sets it, as outside of a session of APEX.
CREATE FUNCTION ora.apex_item(item text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('apex.' || lower(item), true), '') $$;
