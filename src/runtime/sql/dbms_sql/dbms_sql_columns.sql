-- The columns of a query, from a view that is created and dropped again.
CREATE FUNCTION ora.dbms_sql_columns(query text, OUT names text[], OUT types text[], OUT describes ora.dbms_sql_desc_rec[], OUT user_types text[]) RETURNS record
LANGUAGE plpgsql
AS $$
DECLARE
  width integer;
  known text[];
  origins ora.dbms_sql_origin[];
BEGIN
  BEGIN
    EXECUTE 'CREATE TEMPORARY VIEW ora_sql_columns AS ' || query;
  EXCEPTION WHEN duplicate_column THEN
    -- A view needs distinct names: number the columns.
    known := ora.dbms_sql_names(query);
    width := ora.dbms_sql_width(query);
    EXECUTE format(E'CREATE TEMPORARY VIEW ora_sql_columns AS SELECT * FROM (%s\n) AS q(%s)', query,
      (SELECT string_agg('c' || i, ', ' ORDER BY i) FROM generate_series(1, width) AS i));
  END;
  origins := ora.dbms_sql_origins((SELECT r.ev_action::text FROM pg_catalog.pg_rewrite AS r WHERE r.ev_class = 'pg_temp.ora_sql_columns'::regclass));
  SELECT array_agg(coalesce(known[a.attnum], a.attname) ORDER BY a.attnum), array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum),
    array_agg(ROW(
      CASE WHEN o.name ~ '^INTERVAL YEAR' THEN 182 WHEN o.name ~ ' LOCAL TIME ZONE$' THEN 231 WHEN o.name = 'TIMESTAMP(0)' THEN 180 WHEN o.name = 'ROWID' THEN 11
        WHEN o.name = 'UROWID' THEN 208 WHEN o.name = 'LONG' THEN 8 WHEN o.name = 'LONG RAW' THEN 24 WHEN o.name ~ 'CLOB$' THEN 112 WHEN o.name ~ 'VARCHAR2$' THEN 1 ELSE CASE t.base
        WHEN 'numeric' THEN 2 WHEN 'int4' THEN 2 WHEN 'int8' THEN 2 WHEN 'int2' THEN 2 WHEN 'float4' THEN 100 WHEN 'float8' THEN 101
        WHEN 'timestamp' THEN CASE a.atttypmod WHEN 0 THEN 12 WHEN -1 THEN 12 ELSE 180 END
        WHEN 'date' THEN 12 WHEN 'timestamptz' THEN 181 WHEN 'interval' THEN 183 WHEN 'bytea' THEN CASE WHEN origins[a.attnum].stored AND o.name IS NULL THEN 113 ELSE 23 END WHEN 'bpchar' THEN 96
        WHEN 'text' THEN CASE WHEN origins[a.attnum].char_length IS NOT NULL THEN 96 WHEN origins[a.attnum].clob THEN 112 ELSE 1 END
        WHEN 'refcursor' THEN 102 WHEN 'xml' THEN 109 WHEN 'bool' THEN 252 ELSE CASE WHEN t.user_type IS NULL THEN 1 ELSE 109 END
      END END,
      CASE
        WHEN o.name IS NOT NULL THEN split_part(origins[a.attnum].noted, '|', 2)::integer
        WHEN origins[a.attnum].char_length IS NOT NULL THEN origins[a.attnum].char_length
        WHEN t.base IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4
        WHEN t.base IN ('numeric', 'int2', 'int4', 'int8') THEN 22
        WHEN t.base = 'float4' THEN 4
        WHEN t.base = 'float8' THEN 8
        WHEN t.base = 'interval' THEN 11
        WHEN t.base = 'timestamptz' THEN 13
        WHEN t.base = 'timestamp' THEN CASE WHEN a.atttypmod > 0 THEN 11 ELSE 7 END
        ELSE 4000
      END,
      ora.oracle_name(coalesce(known[a.attnum], a.attname)), octet_length(coalesce(known[a.attnum], a.attname)),
      CASE WHEN t.base = 'xml' THEN 'SYS' WHEN t.user_type IS NOT NULL THEN t.owner END,
      coalesce(octet_length(CASE WHEN t.base = 'xml' THEN 'SYS' WHEN t.user_type IS NOT NULL THEN t.owner END), 0),
      CASE WHEN o.name ~ '^(FLOAT|INTERVAL)' THEN split_part(origins[a.attnum].noted, '|', 3)::integer
        WHEN t.base = 'numeric' AND a.atttypmod > 4 THEN ((a.atttypmod - 4) >> 16) & 65535 ELSE 0 END,
      CASE WHEN o.name ~ '^(INTERVAL|TIMESTAMP)' THEN split_part(origins[a.attnum].noted, '|', 4)::integer
        WHEN t.base = 'timestamptz' THEN CASE a.atttypmod WHEN -1 THEN 6 ELSE a.atttypmod END WHEN t.base = 'timestamp' AND a.atttypmod > 0 THEN a.atttypmod
        WHEN t.base = 'numeric' AND a.atttypmod > 4 THEN (((a.atttypmod - 4) & 2047) # 1024) - 1024 WHEN t.base = 'numeric' THEN -127 ELSE 0 END,
      CASE WHEN t.base IN ('varchar', 'bpchar', 'text') THEN CASE WHEN o.name ~ '^N' THEN 2000 ELSE 873 END ELSE 0 END,
      CASE WHEN t.base IN ('varchar', 'bpchar', 'text') THEN CASE WHEN o.name ~ '^N' THEN 2 ELSE 1 END ELSE 0 END,
      NOT coalesce(origins[a.attnum].not_null, false))::ora.dbms_sql_desc_rec ORDER BY a.attnum),
    array_agg(CASE WHEN t.base = 'xml' THEN 'XMLTYPE' ELSE t.user_type END ORDER BY a.attnum)
  INTO names, types, describes, user_types
  FROM pg_catalog.pg_attribute AS a, LATERAL (
    SELECT b.typname AS base, ora.oracle_name(s.nspname) AS owner,
      CASE WHEN s.nspname NOT IN ('pg_catalog', 'information_schema') AND b.typtype IN ('c', 'd') THEN ora.oracle_name(b.typname) END AS user_type
    FROM pg_catalog.pg_type AS b JOIN pg_catalog.pg_namespace AS s ON s.oid = b.typnamespace WHERE b.oid = a.atttypid
  ) AS t, LATERAL (SELECT nullif(split_part(origins[a.attnum].noted, '|', 1), '') AS name) AS o
  WHERE a.attrelid = 'pg_temp.ora_sql_columns'::regclass AND a.attnum > 0;
  DROP VIEW pg_temp.ora_sql_columns;
END
$$;
