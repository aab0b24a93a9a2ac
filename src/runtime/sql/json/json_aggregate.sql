-- An aggregate item method over the values at a path; NULL where one of them is none that it takes. (JSON Developer's Guide, "SQL/JSON Path
-- Expression Item Methods": avg, sum, minNumber, maxNumber, minString, maxString)
CREATE FUNCTION ora.json_aggregate(found jsonb[], method text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN EXISTS (
      SELECT FROM unnest(found) AS v WHERE jsonb_typeof(v) <> CASE WHEN method LIKE '%string' THEN 'string' ELSE 'number' END) THEN NULL
    WHEN method = 'minstring' THEN to_jsonb((SELECT min(v #>> '{}' COLLATE "C") FROM unnest(found) AS v))
    WHEN method = 'maxstring' THEN to_jsonb((SELECT max(v #>> '{}' COLLATE "C") FROM unnest(found) AS v))
    ELSE to_jsonb((
      SELECT ora.num_computed(CASE method
        WHEN 'sum' THEN sum(n)
        WHEN 'avg' THEN ora.div(sum(n), count(*))
        WHEN 'minnumber' THEN min(n)
        WHEN 'maxnumber' THEN max(n)
      END)
      FROM (SELECT CASE WHEN jsonb_typeof(v) = 'number' THEN v::numeric END FROM unnest(found) AS v) AS numbers(n)))
  END
$$;
