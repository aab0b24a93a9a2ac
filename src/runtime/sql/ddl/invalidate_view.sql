-- Makes a view invalid, and keeps what makes it again.
CREATE FUNCTION ora.invalidate_view(view oid) RETURNS void
LANGUAGE plpgsql
SET search_path TO 'pg_catalog'
AS $$
DECLARE
  v record;
BEGIN
  SELECT c.oid, c.oid::regclass AS name, ora.owner_name(n.nspname) || '.' || ora.oracle_name(c.relname) AS title,
    format('create or replace view %s%s as %s', c.oid::regclass, coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''), pg_get_viewdef(c.oid)) AS statement,
    (SELECT string_agg(format('null::%s%s as %I', format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || a.attcollation::regcollation ELSE '' END, a.attname), ', ' ORDER BY a.attnum)
      FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0) AS items
  INTO v FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = view;
  INSERT INTO ora.invalid_views (view, statement) VALUES (v.oid, v.statement)
  ON CONFLICT ON CONSTRAINT invalid_views_pkey DO UPDATE SET statement = excluded.statement;
  EXECUTE format('create or replace view %s as select %s from ora.invalid_view(%L) as i', v.name, v.items, v.title);
  EXECUTE format('create or replace trigger __invalid instead of insert or update or delete on %s for each row execute function ora.refuse_invalid_view(%L)', v.name, v.title);
END
$$;
