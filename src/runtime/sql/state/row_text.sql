-- The text of a record with these fields, which ora.row_fields takes apart.
CREATE FUNCTION ora.row_text(fields text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT '(' || string_agg(coalesce('"' || replace(replace(f.field, '\', '\\'), '"', '""') || '"', ''), ',' ORDER BY f.i) || ')'
  FROM unnest(fields) WITH ORDINALITY AS f(field, i)
$$;
