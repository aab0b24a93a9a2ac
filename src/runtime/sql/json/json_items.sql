-- The values at a path, in order and with the text they have in the document; a path with filters or methods goes through jsonb.
-- Lax: a name looks into the elements of an array, and an index takes what is no array for an array of one.
-- (JSON Developer's Guide, "SQL/JSON Path Expression Syntax Relaxation")
CREATE FUNCTION ora.json_items(doc json, path text) RETURNS json[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  items json[] := ARRAY[doc];
  rest text := regexp_replace(path, '^\s*\$\s*', '');
  step text;
  name text;
BEGIN
  IF path !~ '^\s*\$(\s*\.\s*([A-Za-z_][A-Za-z0-9_$]*(?![A-Za-z0-9_$(])|"[^"]*"|\*)|\s*\.\.\s*([A-Za-z_][A-Za-z0-9_$]*(?![A-Za-z0-9_$(])|"[^"]*")|\s*\[[^]?@]*\])*\s*$' THEN
    RETURN ARRAY(SELECT v::json FROM jsonb_path_query(doc::jsonb, path::jsonpath, '{}', true) AS v);
  END IF;
  WHILE rest <> '' LOOP
    step := substring(rest FROM '^(\.\.?\s*(?:"[^"]*"|\*|[A-Za-z0-9_$]+)|\[[^]]*\])');
    rest := ltrim(substr(rest, length(step) + 1));
    IF step LIKE '..%' THEN
      -- The members of a name at any depth: each object once.
      name := btrim(btrim(substr(step, 3)), '"');
      items := ARRAY(
        WITH RECURSIVE below(v, place) AS (
          SELECT i.v, ARRAY[i.n] FROM unnest(items) WITH ORDINALITY AS i(v, n)
          UNION ALL
          SELECT c.v, b.place || c.k
          FROM below AS b
          CROSS JOIN LATERAL (
            SELECT m.value, m.j FROM json_each(CASE WHEN json_typeof(b.v) = 'object' THEN b.v ELSE '{}' END) WITH ORDINALITY AS m(key, value, j)
            UNION ALL
            SELECT e.v, e.k FROM json_array_elements(CASE WHEN json_typeof(b.v) = 'array' THEN b.v ELSE '[]' END) WITH ORDINALITY AS e(v, k)) AS c(v, k))
        SELECT m.value
        FROM below AS b
        CROSS JOIN LATERAL json_each(CASE WHEN json_typeof(b.v) = 'object' THEN b.v ELSE '{}' END) WITH ORDINALITY AS m(key, value, j)
        WHERE m.key = name
        ORDER BY b.place || m.j);
    ELSIF step LIKE '.%' THEN
      name := btrim(substr(step, 2));
      name := CASE WHEN name LIKE '"%' THEN substr(name, 2, length(name) - 2) WHEN name <> '*' THEN name END;
      items := ARRAY(
        SELECT m.value
        FROM unnest(items) WITH ORDINALITY AS i(v, n)
        CROSS JOIN LATERAL (
          SELECT i.v AS v, 1 AS k WHERE json_typeof(i.v) = 'object'
          UNION ALL
          SELECT e.v, e.k FROM json_array_elements(CASE WHEN json_typeof(i.v) = 'array' THEN i.v ELSE '[]' END) WITH ORDINALITY AS e(v, k)
          WHERE json_typeof(e.v) = 'object') AS o
        CROSS JOIN LATERAL json_each(o.v) WITH ORDINALITY AS m(key, value, j)
        WHERE name IS NULL OR m.key = name
        ORDER BY i.n, o.k, m.j);
    ELSE
      step := btrim(substr(step, 2, length(step) - 2));
      items := ARRAY(
        SELECT e.v
        FROM unnest(items) WITH ORDINALITY AS i(v, n)
        CROSS JOIN LATERAL (SELECT CASE WHEN json_typeof(i.v) = 'array' THEN i.v ELSE json_build_array(i.v) END AS a) AS o
        CROSS JOIN LATERAL json_array_elements(o.a) WITH ORDINALITY AS e(v, k)
        WHERE step = '*' OR EXISTS (
          SELECT FROM regexp_split_to_table(step, '\s*,\s*') AS r(range)
          CROSS JOIN LATERAL regexp_split_to_array(r.range, '\s+to\s+') AS b(bound)
          WHERE e.k - 1 BETWEEN ora.json_index(b.bound[1], json_array_length(o.a))
            AND ora.json_index(b.bound[cardinality(b.bound)], json_array_length(o.a)))
        ORDER BY i.n, e.k);
    END IF;
  END LOOP;
  RETURN items;
END
$$;
