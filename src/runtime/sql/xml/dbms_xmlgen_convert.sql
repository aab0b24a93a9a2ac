-- DBMS_XMLGEN.CONVERT: flag 0 writes & < > " ' as entities, 1 reads them back.
CREATE FUNCTION ora.dbms_xmlgen_convert(xmldata text, flag numeric DEFAULT 0) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE flag
    WHEN 1 THEN replace(replace(replace(replace(replace(xmldata, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&apos;', ''''), '&amp;', '&')
    ELSE replace(replace(replace(replace(replace(xmldata, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&apos;')
  END
$$;
