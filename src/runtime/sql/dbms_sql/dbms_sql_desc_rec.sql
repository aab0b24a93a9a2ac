-- DBMS_SQL.DESC_REC: what DESCRIBE_COLUMNS tells of a column.
CREATE TYPE ora.dbms_sql_desc_rec AS (
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
