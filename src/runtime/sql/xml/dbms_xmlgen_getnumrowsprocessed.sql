-- DBMS_XMLGEN.GETNUMROWSPROCESSED: the rows of the last document.
CREATE FUNCTION ora.dbms_xmlgen_getnumrowsprocessed(ctx numeric) RETURNS numeric
LANGUAGE sql
AS $$ SELECT (ora.state_get('xmlgen:' || ctx::integer)::jsonb ->> 'done')::numeric $$;
