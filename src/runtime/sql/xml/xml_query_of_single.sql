-- XMLQUERY of an expression that computes with values: each of `singles` gives one node at most, else it is ORA-19279; NULL where one of
-- `needed` gives none. (SQL Language Reference, "XMLQUERY"; Database Error Messages, ORA-19279)
CREATE FUNCTION ora.xml_query_of_single(doc xml, path text, singles text[], needed text[], declarations text DEFAULT NULL) RETURNS xml
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  single text;
BEGIN
  FOREACH single IN ARRAY singles LOOP
    CASE cardinality(ora.xml_nodes(doc, single, declarations))
    WHEN 0 THEN
      IF single = ANY (needed) THEN
        RETURN NULL;
      END IF;
    WHEN 1 THEN
      NULL;
    ELSE
      RETURN ora.raise(19279, 'XPTY0004 - XQuery dynamic type mismatch: expected singleton sequence - got multi-item sequence', NULL::xml);
    END CASE;
  END LOOP;
  RETURN ora.xml_query(doc, path, declarations);
END
$$;
