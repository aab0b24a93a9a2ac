-- The fields of a record's text, as PostgreSQL writes it. (PostgreSQL manual, "Composite Type Input and Output Syntax")
CREATE FUNCTION ora.row_fields(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT array_agg(
    CASE
      WHEN f.field[1] = '' THEN NULL
      WHEN left(f.field[1], 1) = '"' THEN replace(replace(substr(f.field[1], 2, length(f.field[1]) - 2), '""', '"'), '\\', '\')
      ELSE f.field[1]
    END ORDER BY f.i)
  FROM regexp_matches(substr(value, 2, length(value) - 2) || ',', '("(?:[^"]|"")*"|[^",]*),', 'g') WITH ORDINALITY AS f(field, i)
$$;
