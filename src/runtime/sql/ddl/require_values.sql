-- An INSERT without a list of columns gives as many values as the table has columns. (Database Error Messages, ORA-00947)
CREATE FUNCTION ora.require_values(relation regclass, given integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF given < (SELECT count(*) FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND coalesce(col_description(relation, a.attnum), '') !~ '^oraphant: ')
  THEN
    PERFORM ora.raise(947);
  END IF;
END
$$;
