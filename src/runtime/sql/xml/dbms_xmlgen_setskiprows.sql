-- DBMS_XMLGEN.SETSKIPROWS: how many rows are passed over first.
CREATE PROCEDURE ora.dbms_xmlgen_setskiprows(ctx numeric, skiprows numeric)
LANGUAGE sql
AS $$ SELECT ora.dbms_xmlgen_set(ctx, 'skip', to_jsonb(skiprows)) $$;
