-- A bound value as a literal, NULL as NULL; $ is written as an escape, so that a literal cannot end a dollar-quoted block.
CREATE FUNCTION ora.dbms_sql_literal(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN value LIKE '%$%' THEN ' E''' || replace(replace(replace(value, '\', '\\'), '''', ''''''), '$', '\x24') || ''''
    ELSE quote_nullable(value)
  END
$$;
