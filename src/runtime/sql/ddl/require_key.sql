-- A foreign key that a program makes disabled refers to a key as well, be that enabled or not. columns: NULL for the primary key.
-- (Database Error Messages, ORA-02268, ORA-02270)
CREATE FUNCTION ora.require_key(table_name text, columns text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(table_name);
  primary_key CONSTANT text := ora.key_name(relation, NULL);
BEGIN
  IF relation IS NULL OR primary_key IS NOT NULL AND columns IS NULL THEN
    RETURN;
  ELSIF columns IS NULL THEN
    PERFORM ora.raise(2268, 'referenced table does not have a primary key');
  ELSIF ora.key_name(relation, columns) IS NULL
    AND columns IS DISTINCT FROM ora.key_columns(relation, primary_key)
    AND NOT EXISTS (SELECT FROM ora.disabled_constraints AS d WHERE d.relation = to_regclass(table_name) AND d.name = primary_key
      AND columns = ARRAY(SELECT btrim(c, ' "') FROM regexp_split_to_table(substring(d.definition FROM '\(([^()]*)\)'), ',') AS c))
  THEN
    PERFORM ora.raise(2270, 'no matching unique or primary key for this column-list');
  END IF;
END
$$;
