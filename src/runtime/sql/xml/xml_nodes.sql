-- The nodes at a path with Oracle's namespace argument.
CREATE FUNCTION ora.xml_nodes(doc xml, path text, declarations text) RETURNS xml[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  namespaces text[] := ora.xml_namespaces(declarations);
BEGIN
  IF namespaces IS NULL THEN
    -- Several elements side by side, as of XMLAGG, are looked into as one document is.
    RETURN CASE WHEN doc IS DOCUMENT THEN xpath(path, doc)
      ELSE xpath(ora.xml_path_below(path), xmlelement(name x, doc)) END;
  END IF;
  RETURN xpath(ora.xml_qualified(path, declarations), doc, namespaces);
END
$$;
