-- A value merged with a patch, as text. (RFC 7396, section 2)
CREATE FUNCTION ora.json_merged(target json, patch json) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  own json := CASE WHEN json_typeof(target) = 'object' THEN target ELSE '{}' END;
BEGIN
  IF json_typeof(patch) IS DISTINCT FROM 'object' THEN
    RETURN ora.json_text(patch);
  END IF;
  RETURN '{' || coalesce((
    SELECT string_agg(to_json(m.key)::text || ':' || m.made, ',' ORDER BY m.part, m.i)
    FROM (
      SELECT t.key, 1 AS part, t.i, CASE WHEN p.key IS NULL THEN ora.json_text(t.value) ELSE ora.json_merged(t.value, p.value) END AS made
      FROM json_each(own) WITH ORDINALITY AS t(key, value, i)
      LEFT JOIN json_each(patch) AS p ON p.key = t.key
      WHERE p.key IS NULL OR json_typeof(p.value) <> 'null'
      UNION ALL
      SELECT p.key, 2, p.i, ora.json_merged(NULL, p.value)
      FROM json_each(patch) WITH ORDINALITY AS p(key, value, i)
      WHERE json_typeof(p.value) <> 'null' AND p.key NOT IN (SELECT t.key FROM json_each(own) AS t)
    ) AS m), '') || '}';
END
$$;
