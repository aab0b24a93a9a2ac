-- Keys and values of an object by turns, or the elements of an array; NULL of a scalar. Objects and arrays in it are texts until they are asked for.
CREATE FUNCTION ora.json_parts(content text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
  SELECT CASE left(content, 1)
    WHEN 'o' THEN substr(content, 2)::text[]
    WHEN 'a' THEN substr(content, 2)::text[]
    WHEN '{' THEN ARRAY(
      SELECT p.part
      FROM json_each(content::json) WITH ORDINALITY AS m(key, value, i)
      CROSS JOIN LATERAL (VALUES (1, m.key), (2, ora.json_text(m.value))) AS p(n, part)
      ORDER BY m.i, p.n)
    WHEN '[' THEN ARRAY(SELECT ora.json_text(e.value) FROM json_array_elements(content::json) WITH ORDINALITY AS e(value, i) ORDER BY e.i)
  END
$$;
