-- DBMS_XMLGEN.CLEARBINDVALUES: no variable of the query has a value any more.
CREATE PROCEDURE ora.dbms_xmlgen_clearbindvalues(ctx numeric)
LANGUAGE sql
AS $$ SELECT ora.dbms_xmlgen_set(ctx, 'binds', '{}'), ora.dbms_xmlgen_set(ctx, 'cursor', 'null') $$;
