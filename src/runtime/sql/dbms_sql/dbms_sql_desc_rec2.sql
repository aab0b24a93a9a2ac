-- DBMS_SQL.DESC_REC2: what DESCRIBE_COLUMNS2 tells of a column.
CREATE TYPE ora.dbms_sql_desc_rec2 AS (
  col_type integer,
  col_max_len integer,
  col_name text,
  col_name_len integer,
  col_schema_name text,
  col_schema_name_len integer,
  col_precision integer,
  col_scale integer,
  col_charsetid integer,
  col_charsetform integer,
  col_null_ok boolean
);
