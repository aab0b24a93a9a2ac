-- Changes what is known of a context of DBMS_XMLGEN.
CREATE FUNCTION ora.dbms_xmlgen_set(ctx numeric, name text, value jsonb) RETURNS void
LANGUAGE sql
AS $$ SELECT ora.state_set('xmlgen:' || ctx::integer, (ora.state_get('xmlgen:' || ctx::integer)::jsonb || jsonb_build_object(name, value))::text) $$;
