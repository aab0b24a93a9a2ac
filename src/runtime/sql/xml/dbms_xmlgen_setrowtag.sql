-- DBMS_XMLGEN.SETROWTAG: the name of the element of a row.
CREATE PROCEDURE ora.dbms_xmlgen_setrowtag(ctx numeric, rowtagname text)
LANGUAGE sql
AS $$ SELECT ora.dbms_xmlgen_set(ctx, 'row', to_jsonb(rowtagname)) $$;
