-- DBMS_XMLGEN.GETXMLTYPE: as GETXML, as XML.
CREATE FUNCTION ora.dbms_xmlgen_getxmltype(ctx numeric, dtdorschema integer DEFAULT 0) RETURNS xml
LANGUAGE sql
AS $$ SELECT ora.dbms_xmlgen_getxml(ctx, dtdorschema)::xml $$;

CREATE FUNCTION ora.dbms_xmlgen_getxmltype(sqlquery text, dtdorschema integer DEFAULT 0) RETURNS xml
LANGUAGE sql
AS $$ SELECT ora.dbms_xmlgen_getxml(sqlquery, dtdorschema)::xml $$;
