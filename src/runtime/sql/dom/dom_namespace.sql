-- The namespace that a prefix, or none, stands for at a node.
CREATE FUNCTION ora.dom_namespace(n integer, prefix text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  node jsonb := ora.dom_get(n);
  declared integer;
BEGIN
  IF node IS NULL OR (node ->> 't')::integer = 2 AND prefix IS NULL THEN
    RETURN NULL;
  ELSIF node ? 'ns' AND prefix IS NOT DISTINCT FROM substring(node ->> 'n' FROM '^(.*):') THEN
    RETURN node ->> 'ns';
  END IF;
  declared := ora.dom_attribute(n, 'xmlns' || coalesce(':' || prefix, ''));
  RETURN CASE WHEN declared IS NULL THEN ora.dom_namespace((node ->> 'p')::integer, prefix) ELSE nullif(ora.dom_get(declared) ->> 'v', '') END;
END
$$;
