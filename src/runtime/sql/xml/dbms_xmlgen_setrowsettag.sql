-- DBMS_XMLGEN.SETROWSETTAG: the name of the outermost element.
CREATE PROCEDURE ora.dbms_xmlgen_setrowsettag(ctx numeric, rowsettagname text)
LANGUAGE sql
AS $$ SELECT ora.dbms_xmlgen_set(ctx, 'rowset', to_jsonb(rowsettagname)) $$;
