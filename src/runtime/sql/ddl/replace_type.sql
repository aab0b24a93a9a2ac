-- CREATE OR REPLACE TYPE of a script where an earlier run has left a type of the name: one that stays the same stays. One that tables hold cannot be replaced;
-- routines that take it go, as they are compiled anew in Oracle. (PL/SQL Language Reference, "CREATE TYPE Statement", OR REPLACE)
CREATE FUNCTION ora.replace_type(name text, statement text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  old CONSTANT regtype := to_regtype(name);
  changed boolean;
  routine regprocedure;
BEGIN
  IF old IS NULL THEN
    EXECUTE statement;
    RETURN;
  END IF;
  EXECUTE replace(statement, name, 'pg_temp.replaced_type__');
  changed := ora.type_shape(old) IS DISTINCT FROM ora.type_shape('pg_temp.replaced_type__'::regtype);
  EXECUTE CASE WHEN statement ~* '^\s*create\s+domain' THEN 'drop domain' ELSE 'drop type' END || ' pg_temp.replaced_type__';
  IF NOT changed THEN
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
             WHERE c.relkind IN ('r', 'p') AND NOT a.attisdropped AND a.atttypid IN (old, (SELECT t.typarray FROM pg_catalog.pg_type AS t WHERE t.oid = old))) THEN
    PERFORM ora.raise(2303);
  END IF;
  FOR routine IN SELECT DISTINCT d.objid::regprocedure FROM pg_catalog.pg_depend AS d
                 WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.refclassid = 'pg_catalog.pg_type'::regclass
                   AND d.refobjid IN (old, (SELECT t.typarray FROM pg_catalog.pg_type AS t WHERE t.oid = old)) LOOP
    EXECUTE format('drop routine %s', routine);
  END LOOP;
  EXECUTE CASE WHEN (SELECT t.typtype FROM pg_catalog.pg_type AS t WHERE t.oid = old) = 'd' THEN 'drop domain ' ELSE 'drop type ' END || name;
  EXECUTE statement;
EXCEPTION WHEN dependent_objects_still_exist THEN
  PERFORM ora.raise(2303);
END
$$;
