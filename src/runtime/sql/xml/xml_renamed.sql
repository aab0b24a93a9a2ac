-- XMLELEMENT(EVALNAME name, …): PostgreSQL's XMLELEMENT takes a fixed name only. What is no name of XML is no XML afterwards, and raises.
CREATE FUNCTION ora.xml_renamed(element xml, name text) RETURNS xml
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF coalesce(name, '') !~ '^[[:alpha:]_][\w.-]*(:[[:alpha:]_][\w.-]*)?$' THEN
    PERFORM ora.raise(19208, 'parameter 1 of function XMLELEMENT is invalid');
  END IF;
  RETURN regexp_replace(regexp_replace(element::text, '^<x\M', '<' || name), '</x>$', '</' || name || '>')::xml;
END
$$;
