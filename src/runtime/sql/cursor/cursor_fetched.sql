-- Counts rows fetched from a cursor that several routines or variables use, and keeps what its last FETCH found: the new count. Without `fetched` the
-- cursor has just been opened. No ROLLBACK brings rows back to a cursor, so the counts are not transactional. Those of cursors that are gone go as well.
CREATE FUNCTION ora.cursor_fetched(portal text, fetched integer, is_found boolean) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  counts jsonb := coalesce(ora.state_get('cursor counts')::jsonb, '{}');
  n integer := coalesce((counts -> portal ->> 0)::integer, 0) + fetched;
BEGIN
  IF fetched IS NULL THEN
    SELECT coalesce(jsonb_object_agg(c.key, c.value), '{}') INTO counts
    FROM jsonb_each(counts) AS c
    WHERE c.key <> portal AND c.key IN (SELECT p.name FROM pg_cursors AS p);
  ELSE
    counts := counts || jsonb_build_object(portal, jsonb_build_array(n, is_found));
  END IF;
  PERFORM ora.state_set('cursor counts', counts::text);
  RETURN n;
END
$$;
