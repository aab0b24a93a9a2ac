-- The package of a schema is compiled anew: it loses its state, its cursors are closed (also those whose portal a ROLLBACK has taken), and the next use
-- initialises it. (PL/SQL Language Reference, "Package State")
CREATE FUNCTION ora.package_forget(schema_name text) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.package_cursor_reset(c.name)
  FROM (
    SELECT name FROM pg_catalog.pg_cursors
    UNION
    SELECT substr(regexp_replace(name, '%isopen$', ''), 5) FROM pg_catalog.pg_prepared_statements WHERE name LIKE 'ora:%\%isopen'
  ) AS c
  WHERE starts_with(c.name, schema_name || '.');
  SELECT set_config(ora.setting_key('init_' || schema_name), '', false);
  SELECT ora.state_clear('init:' || schema_name);
$$;
