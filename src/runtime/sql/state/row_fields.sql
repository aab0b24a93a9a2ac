-- The fields of a record's text, as PostgreSQL writes it. (PostgreSQL manual, "Composite Type Input and Output Syntax")
-- What stands between quotes is every other part of the text cut at its quotes; an empty part between two of those is a quote that was doubled. Parts in
-- quotes get a mark, commas outside of them become the end of a field: two characters that the text has not, else it is taken apart by a pattern (slow).
CREATE FUNCTION ora.row_fields(value text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  body text := substr(value, 2, length(value) - 2);
  parts text[];
BEGIN
  IF body = '' THEN
    RETURN ARRAY[NULL::text];
  ELSIF strpos(body, '"') = 0 THEN
    RETURN string_to_array(body, ',', '');
  ELSIF strpos(body, E'\x02') > 0 OR strpos(body, E'\x03') > 0 THEN
    RETURN (
      SELECT array_agg(
        CASE
          WHEN f.field[1] = '' THEN NULL
          WHEN left(f.field[1], 1) = '"' THEN replace(replace(substr(f.field[1], 2, length(f.field[1]) - 2), '""', '"'), '\\', '\')
          ELSE f.field[1]
        END ORDER BY f.i)
      FROM regexp_matches(body || ',', '("(?:[^"]|"")*"|[^",]*),', 'g') WITH ORDINALITY AS f(field, i));
  END IF;
  parts := string_to_array(body, '"');
  body := (
    SELECT string_agg(
      CASE
        WHEN p.i % 2 = 0 THEN E'\x03' || p.part
        WHEN p.part = '' AND p.i > 1 AND p.i < cardinality(parts) THEN '"'
        ELSE replace(p.part, ',', E'\x02')
      END, '' ORDER BY p.i)
    FROM unnest(parts) WITH ORDINALITY AS p(part, i));
  RETURN ARRAY(
    SELECT replace(f.field, E'\x03', '') FROM unnest(string_to_array(replace(body, '\\', '\'), E'\x02', '')) WITH ORDINALITY AS f(field, i) ORDER BY f.i);
END
$$;
