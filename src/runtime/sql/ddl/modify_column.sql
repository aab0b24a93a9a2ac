-- ALTER TABLE … MODIFY in a program: the new type (NULL: stays) and whether NULL is refused from now on (NULL: stays).
-- Rows decide what Oracle accepts: another kind of type needs an empty column, as does less precision; text has to fit into fewer characters.
-- (SQL Language Reference, ALTER TABLE, "modify_col_properties"; Database Error Messages, ORA-01439 to ORA-01451)
CREATE FUNCTION ora.modify_column(relation regclass, column_name text, type text, not_null boolean DEFAULT NULL) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  old pg_catalog.pg_attribute;
  new_id oid;
  size integer[];
  old_kind text;
  new_kind text;
  filled boolean;
  narrower boolean := false;
  old_precision integer;
  old_scale integer;
  held integer;
BEGIN
  SELECT * INTO old FROM pg_catalog.pg_attribute AS a
  WHERE a.attrelid = relation AND a.attname IN (column_name, ora.own_name(column_name)) AND NOT a.attisdropped AND a.attnum > 0
  ORDER BY a.attname <> column_name
  LIMIT 1;
  IF NOT FOUND THEN
    PERFORM ora.raise(904, '"' || ora.oracle_name(btrim(column_name, '"')) || '": invalid identifier');
  END IF;
  -- A name that is known at run time only comes as Oracle has it.
  column_name := old.attname;
  IF type IS NOT NULL THEN
    PERFORM ora.raise(54033) WHERE ora.is_under_virtual(relation, ARRAY[old.attnum]);
    new_id := to_regtype(regexp_replace(type, '\(.*?\)', ''));
    size := regexp_split_to_array(substring(type FROM '\((.*?)\)'), '\s*,\s*')::integer[];
    old_kind := ora.kind_of_column(old.atttypid, old.atttypmod = 0);
    new_kind := ora.kind_of_column(new_id, size = ARRAY[0]);
    EXECUTE format('select exists (select from %s where %I is not null)', relation, column_name) INTO filled;
    IF old_kind <> new_kind AND 'clob' IN (old_kind, new_kind) THEN
      PERFORM ora.raise(22858);
    ELSIF filled AND old_kind <> new_kind AND NOT (old_kind = 'date' AND new_kind = 'timestamp') THEN
      PERFORM ora.raise(1439);
    ELSIF filled AND new_kind = 'text' AND size IS NOT NULL THEN
      EXECUTE format('select max(length(%I)) from %s', column_name, relation) INTO held;
      IF old.atttypid = 'bpchar'::regtype THEN held := old.atttypmod - 4; END IF;
      IF held > size[1] THEN PERFORM ora.raise(1441); END IF;
    ELSIF filled AND old.atttypid = 'numeric'::regtype AND new_id = 'numeric'::regtype AND size IS NOT NULL THEN
      IF old.atttypmod = -1 THEN
        narrower := true;
      ELSE
        old_precision := (old.atttypmod - 4) >> 16 & 65535;
        old_scale := ((old.atttypmod - 4) & 2047 # 1024) - 1024;
        narrower := coalesce(size[2], 0) < old_scale OR size[1] - coalesce(size[2], 0) < old_precision - old_scale;
      END IF;
      IF narrower THEN PERFORM ora.raise(1440); END IF;
    ELSIF filled AND new_kind = 'timestamp' AND old_kind = 'timestamp' AND size IS NOT NULL AND coalesce(nullif(old.atttypmod, -1), 6) > size[1] THEN
      PERFORM ora.raise(30082);
    END IF;
    PERFORM ora.under_views(relation, format('alter table %s alter column %I type %s%s', relation, column_name, type,
      CASE
        -- CHAR keeps its blanks.
        WHEN old.atttypid = 'bpchar'::regtype AND new_id = 'varchar'::regtype THEN format(' using rpad(%I::text, %s)', column_name, old.atttypmod - 4)
        WHEN old_kind = new_kind OR filled THEN ''
        ELSE ' using null::' || type
      END));
  END IF;
  IF not_null IS NOT NULL THEN
    IF not_null AND old.attnotnull THEN PERFORM ora.raise(1442); END IF;
    IF NOT not_null AND (NOT old.attnotnull OR EXISTS (SELECT FROM pg_catalog.pg_index AS i
      WHERE i.indrelid = relation AND i.indisprimary AND old.attnum = ANY (i.indkey::smallint[]))) THEN
      PERFORM ora.raise(1451);
    END IF;
    IF not_null THEN
      EXECUTE format('select exists (select from %s where %I is null)', relation, column_name) INTO filled;
      IF filled THEN
        PERFORM ora.raise(2296, format('cannot enable (%s.) - null values found',
          (SELECT ora.owner_name(n.nspname) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = relation)));
      END IF;
    END IF;
    EXECUTE format('alter table %s alter column %I %s not null', relation, column_name, CASE WHEN not_null THEN 'set' ELSE 'drop' END);
  END IF;
END
$$;
