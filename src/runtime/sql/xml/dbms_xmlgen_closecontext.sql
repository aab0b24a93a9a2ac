-- DBMS_XMLGEN.CLOSECONTEXT
CREATE PROCEDURE ora.dbms_xmlgen_closecontext(ctx numeric)
LANGUAGE sql
AS $$ SELECT ora.state_clear('xmlgen:' || ctx::integer) $$;
