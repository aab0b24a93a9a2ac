-- DBMS_XMLGEN.RESTARTQUERY: the next document begins with the first row again.
CREATE PROCEDURE ora.dbms_xmlgen_restartquery(ctx numeric)
LANGUAGE sql
AS $$ SELECT ora.dbms_xmlgen_set(ctx, 'cursor', 'null') $$;
