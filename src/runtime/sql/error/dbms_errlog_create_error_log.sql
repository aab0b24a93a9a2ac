-- DBMS_ERRLOG.CREATE_ERROR_LOG of a table that is known at run time only: a table with the columns of the error and texts for the others. ORA-20069 for columns of types
-- that a log does not have, unless they are to be skipped. (PL/SQL Packages and Types Reference, "CREATE_ERROR_LOG Procedure")
CREATE PROCEDURE ora.dbms_errlog_create_error_log(
  dml_table_name text, err_log_table_name text DEFAULT NULL, err_log_table_owner text DEFAULT NULL, err_log_table_space text DEFAULT NULL,
  skip_unsupported boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  names text[] := ARRAY(SELECT ora.own_name(m[1]) FROM regexp_matches(dml_table_name, '("[^"]+"|[^\s."]+)', 'g') AS m);
  named regclass := to_regclass((SELECT string_agg(quote_ident(n), '.') FROM unnest(names) AS n));
  log_name text := coalesce(lower(err_log_table_name), 'err$_' || left(names[cardinality(names)], 25));
  columns text;
  unsupported text;
BEGIN
  IF named IS NULL THEN
    PERFORM ora.raise(942);
  END IF;
  SELECT string_agg(format('%I %s', a.attname, CASE t.typname WHEN 'bytea' THEN 'bytea' ELSE 'varchar(4000)' END), ', ' ORDER BY a.attnum)
      FILTER (WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND t.typname NOT IN ('text', 'xml', 'json', 'jsonb')),
    string_agg(upper(a.attname), ' ' ORDER BY a.attnum) FILTER (WHERE NOT (t.typtype = 'b' AND t.typcategory <> 'A' AND t.typname NOT IN ('text', 'xml', 'json', 'jsonb')))
  INTO columns, unsupported
  FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
  WHERE a.attrelid = named AND a.attnum > 0 AND NOT a.attisdropped;
  IF unsupported IS NOT NULL AND NOT coalesce(skip_unsupported, false) THEN
    PERFORM ora.raise(20069, 'Unsupported column type(s) found: ' || unsupported);
  END IF;
  EXECUTE format('CREATE TABLE %s.%I (ora_err_number$ numeric, ora_err_mesg$ varchar(2000), ora_err_rowid$ varchar(4000), ora_err_optyp$ varchar(2), ora_err_tag$ varchar(2000)%s)',
    coalesce(quote_ident(lower(err_log_table_owner)), (SELECT c.relnamespace::regnamespace::text FROM pg_catalog.pg_class AS c WHERE c.oid = named)), log_name, coalesce(', ' || columns, ''));
END
$$;
