-- LISTAGG(DISTINCT …) of text or numbers from all values of a partition, in the order of the values. (SQL Language Reference, "LISTAGG")
CREATE FUNCTION ora.listagg_distinct(list text[], separator text, descending boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT string_agg(d.value, coalesce(separator, '') ORDER BY CASE WHEN NOT descending THEN d.value END COLLATE "C", CASE WHEN descending THEN d.value END COLLATE "C" DESC)
  FROM (SELECT DISTINCT u.value COLLATE "C" AS value FROM unnest(list) AS u (value)) AS d
$$;

CREATE FUNCTION ora.listagg_distinct(list numeric[], separator text, descending boolean) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT string_agg(ora.session_decimal(ora.number_text(d.value)), coalesce(separator, '') ORDER BY CASE WHEN NOT descending THEN d.value END, CASE WHEN descending THEN d.value END DESC)
  FROM (SELECT DISTINCT u.value FROM unnest(list) AS u (value)) AS d
$$;
