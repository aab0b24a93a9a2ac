-- DBMS_XMLDOM.NORMALIZE: texts that stand side by side become one, empty ones go, in the element and below it. (PL/SQL Packages and Types Reference, "DBMS_XMLDOM")
CREATE FUNCTION ora.dbms_xmldom_normalize(elem integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  child integer;
  node jsonb;
  last integer;
BEGIN
  FOREACH child IN ARRAY ora.dom_ids(ora.dom_get(elem) -> 'c') LOOP
    node := ora.dom_get(child);
    IF (node ->> 't')::integer <> 3 THEN
      last := NULL;
      PERFORM ora.dbms_xmldom_normalize(child);
    ELSIF coalesce(node ->> 'v', '') = '' THEN
      PERFORM ora.dom_detach(child);
    ELSIF last IS NULL THEN
      last := child;
    ELSE
      PERFORM ora.dom_put(last, jsonb_set(ora.dom_get(last), '{v}', to_jsonb((ora.dom_get(last) ->> 'v') || (node ->> 'v')))), ora.dom_detach(child);
    END IF;
  END LOOP;
END
$$;
