-- XMLTYPE(cursor): the rows that are left as ROWSET and ROW, columns that are NULL left out.
CREATE FUNCTION ora.xmltype_of_cursor(source refcursor) RETURNS xml
LANGUAGE plpgsql
AS $$
DECLARE
  ctx numeric := ora.dbms_xmlgen_newcontext(source);
  result xml := ora.dbms_xmlgen_getxmltype(ctx);
BEGIN
  CALL ora.dbms_xmlgen_closecontext(ctx);
  RETURN coalesce(result, xml '<ROWSET/>');
END
$$;
