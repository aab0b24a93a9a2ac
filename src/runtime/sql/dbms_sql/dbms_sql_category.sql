-- Which of DBMS_SQL's kinds of values a PostgreSQL type holds; NULL where variables of several kinds have it.
CREATE FUNCTION ora.dbms_sql_category(type regtype) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN type IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype) THEN 'text'
    WHEN type IN ('numeric'::regtype, 'integer'::regtype, 'bigint'::regtype, 'smallint'::regtype) THEN 'number'
    WHEN type = 'timestamp'::regtype THEN 'date'
    WHEN type = 'bytea'::regtype THEN 'raw'
  END
$$;
