-- TRUNCATE TABLE [CASCADE] of a table whose name may be known to the run only; of a global temporary table, the session's own rows. CASCADE goes on to children by keys with ON DELETE CASCADE and no others. (SQL Language Reference, "TRUNCATE TABLE")
CREATE FUNCTION ora.truncate_table(name text, further boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(name);
  child regclass;
BEGIN
  IF relation IS NULL THEN
    PERFORM ora.raise(942);
  ELSIF (SELECT c.relkind = 'v' FROM pg_catalog.pg_class AS c WHERE c.oid = relation) THEN
    PERFORM ora.raise(1702);
  ELSIF ora.is_gtt_template(relation) THEN
    IF to_regclass('pg_temp.' || quote_ident((parse_ident(name))[2])) IS NOT NULL THEN
      EXECUTE format('truncate table pg_temp.%I', (parse_ident(name))[2]);
    END IF;
    RETURN;
  END IF;
  CALL ora.ddl_lock(name);
  IF further THEN
    WITH RECURSIVE reached(id) AS (
      SELECT relation::oid
      UNION
      SELECT k.conrelid FROM reached AS r JOIN pg_catalog.pg_constraint AS k ON k.confrelid = r.id AND k.contype = 'f' AND k.confdeltype = 'c'
    )
    SELECT k.conrelid INTO child FROM reached AS r JOIN pg_catalog.pg_constraint AS k ON k.confrelid = r.id AND k.contype = 'f'
    WHERE k.confdeltype <> 'c' AND k.conrelid <> r.id AND k.conparentid = 0 ORDER BY k.oid LIMIT 1;
    IF child IS NOT NULL THEN
      PERFORM ora.raise(14705, format('unique or primary keys referenced by enabled foreign keys in table %s', (
        SELECT format('"%s"."%s"', ora.owner_name(n.nspname), ora.oracle_name(c.relname)) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = child)));
    END IF;
  END IF;
  EXECUTE format('truncate table %s%s', relation, CASE WHEN further THEN ' cascade' ELSE '' END);
END
$$;
