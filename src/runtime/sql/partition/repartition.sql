-- The rows of old partitions in new ones: each old table is taken off, each new one made, and the rows are inserted again, without triggers.
CREATE FUNCTION ora.repartition(parent regclass, old regclass[], fresh text[], bounds text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  schema_name text := (SELECT n.nspname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = parent);
  columns text := (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = parent AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '');
  triggers boolean := EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = parent AND NOT t.tgisinternal AND t.tgenabled <> 'D');
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = parent AND NOT t.tgisinternal AND t.tgenabled = 'D') AND triggers THEN
    PERFORM ora.refused('OP6106 partitions of a table of which some triggers are disabled');
  END IF;
  FOR i IN 1 .. cardinality(old) LOOP
    EXECUTE format('alter table %s detach partition %s', parent, old[i]);
    EXECUTE format('alter table %s rename to %I', old[i], '__old_' || i);
  END LOOP;
  FOR i IN 1 .. cardinality(fresh) LOOP
    -- A name that is known at run time only comes as Oracle has it.
    EXECUTE format('create table %I.%I partition of %s %s', schema_name, lower(fresh[i]), parent, bounds[i]);
  END LOOP;
  IF triggers THEN EXECUTE format('alter table %s disable trigger user', parent); END IF;
  FOR i IN 1 .. cardinality(old) LOOP
    EXECUTE format('insert into %s (%s) overriding system value select %2$s from %s', parent, columns, old[i]);
    EXECUTE format('drop table %s', old[i]);
  END LOOP;
  IF triggers THEN EXECUTE format('alter table %s enable trigger user', parent); END IF;
END
$$;
