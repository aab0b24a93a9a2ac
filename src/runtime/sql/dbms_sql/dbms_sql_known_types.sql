-- The types of a query's columns, whatever variables of PL/pgSQL it names: those count as NULL. NULL where that cannot be told.
CREATE FUNCTION ora.dbms_sql_known_types(query text) RETURNS text[]
LANGUAGE plpgsql
AS $$
DECLARE
  types text[];
  message text;
  name text;
BEGIN
  FOR attempt IN 1 .. 50 LOOP
    BEGIN
      SELECT d.types INTO types FROM ora.dbms_sql_columns(query) AS d;
      RETURN types;
    EXCEPTION
      WHEN undefined_column OR undefined_table THEN
        GET STACKED DIAGNOSTICS message = MESSAGE_TEXT;
      WHEN OTHERS THEN
        RETURN NULL;
    END;
    -- A variable by its name, or a record or label before the name of a field.
    name := coalesce(substring(message FROM 'column "([^"]+)" '), substring(message FROM 'table "([^"]+)"') || '.');
    IF name IS NULL THEN
      RETURN NULL;
    END IF;
    name := CASE WHEN name ~ '\.$' THEN regexp_replace(name, '\.$', '') || '(\.\w+)+' ELSE name || '(\.\w+)*' END;
    query := regexp_replace(query, '(?<![.\w"])' || name || '(?![\w"(])', 'NULL', 'g');
  END LOOP;
  RETURN NULL;
END
$$;
