-- A node of a document tree, by its number: t its DOM type, d the document, p the parent, n name, v value, c children, a attributes.
-- The trees live in the session's store, which no ROLLBACK undoes, as Oracle's live in memory. NULL for no node; ORA-31181 when it was freed.
CREATE FUNCTION ora.dom_get(id integer) RETURNS jsonb
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb;
BEGIN
  IF id IS NULL THEN
    RETURN NULL;
  END IF;
  node := ora.state_get('dom:' || id)::jsonb;
  IF node IS NULL THEN
    PERFORM ora.raise(31181);
  END IF;
  RETURN node;
END
$$;
