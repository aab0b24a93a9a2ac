-- The numbers in a JSON array, in order.
CREATE FUNCTION ora.dom_ids(list jsonb) RETURNS integer[]
LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(array_agg(e::text::integer ORDER BY i), '{}') FROM jsonb_array_elements(list) WITH ORDINALITY AS u(e, i)
$$;
