-- DBMS_UTILITY.TABLE_TO_COMMA: the elements joined with commas, up to the first NULL.
CREATE PROCEDURE ora.dbms_utility_table_to_comma(tab text[], OUT tablen integer, OUT list text)
LANGUAGE plpgsql
AS $$
BEGIN
  tablen := coalesce(array_position(tab, NULL) - 1, cardinality(tab), 0);
  list := nullif(array_to_string(tab[:tablen], ','), '');
END
$$;
