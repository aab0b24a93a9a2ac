-- What XMLTABLE walks through where it may be several elements side by side: the same below one root.
CREATE FUNCTION ora.xml_under_root(doc xml) RETURNS xml
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF doc IS DOCUMENT THEN
    -- Without the declaration in front of it.
    RETURN xmlelement(name x, (xpath('/*', doc))[1]);
  END IF;
  RETURN CASE WHEN doc IS NOT NULL THEN xmlelement(name x, doc) END;
END
$$;
