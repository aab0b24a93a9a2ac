-- DBMS_XMLGEN.SETMAXROWS: how many rows the next document has at most.
CREATE PROCEDURE ora.dbms_xmlgen_setmaxrows(ctx numeric, maxrows numeric)
LANGUAGE sql
AS $$ SELECT ora.dbms_xmlgen_set(ctx, 'max', to_jsonb(maxrows)) $$;
