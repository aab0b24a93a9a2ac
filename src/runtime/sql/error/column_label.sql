-- A column as Oracle's messages name it: "OWNER"."TABLE"."COLUMN". (Database Error Messages, ORA-12899)
CREATE FUNCTION ora.column_label(schema_name text, table_name text, column_name text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT format('"%s"."%s"."%s"', ora.owner_name(schema_name), ora.oracle_name(table_name), ora.oracle_name(column_name))
$$;
