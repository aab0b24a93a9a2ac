-- The Oracle type a column of the target stands for, as DATA_TYPE of the dictionary shows it.
CREATE FUNCTION ora.oracle_type(type_oid oid, type_modifier integer) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE t.typname
    WHEN 'numeric' THEN 'NUMBER' WHEN 'int2' THEN 'NUMBER' WHEN 'int4' THEN 'NUMBER' WHEN 'int8' THEN 'NUMBER'
    WHEN 'varchar' THEN 'VARCHAR2' WHEN 'bpchar' THEN 'CHAR' WHEN 'text' THEN 'CLOB' WHEN 'bytea' THEN 'BLOB'
    WHEN 'float4' THEN 'BINARY_FLOAT' WHEN 'float8' THEN 'BINARY_DOUBLE' WHEN 'date' THEN 'DATE' WHEN 'xml' THEN 'XMLTYPE' WHEN 'bool' THEN 'BOOLEAN'
    WHEN 'timestamp' THEN CASE WHEN type_modifier = 0 THEN 'DATE' ELSE 'TIMESTAMP(' || CASE WHEN type_modifier < 0 THEN 6 ELSE type_modifier END || ')' END
    WHEN 'timestamptz' THEN 'TIMESTAMP(' || CASE WHEN type_modifier < 0 THEN 6 ELSE type_modifier END || ') WITH TIME ZONE'
    WHEN 'interval' THEN CASE WHEN format_type(type_oid, type_modifier) ~ 'year|month' THEN 'INTERVAL YEAR(2) TO MONTH' ELSE 'INTERVAL DAY(2) TO SECOND(6)' END
    ELSE ora.oracle_name(t.typname)
  END
  FROM pg_catalog.pg_type AS t WHERE t.oid = type_oid
$$;
