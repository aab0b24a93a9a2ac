-- DBMS_SQL.DESCRIBE_COLUMNS2: as DESCRIBE_COLUMNS.
CREATE PROCEDURE ora.dbms_sql_describe_columns2(c integer, OUT col_cnt integer, OUT desc_t ora.dbms_sql_desc_rec2[])
LANGUAGE plpgsql
AS $$
DECLARE
  described ora.dbms_sql_desc_rec[];
BEGIN
  CALL ora.dbms_sql_describe_columns(c, col_cnt, described);
  desc_t := ARRAY(SELECT d::text::ora.dbms_sql_desc_rec2 FROM unnest(described) AS d);
END
$$;
