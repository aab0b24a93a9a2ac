-- DBMS_XMLGEN.NEWCONTEXT of a query or an open cursor. (PL/SQL Packages, "DBMS_XMLGEN")
CREATE FUNCTION ora.dbms_xmlgen_newcontext(query text) RETURNS numeric
LANGUAGE plpgsql
AS $$
DECLARE
  ctx integer := coalesce(ora.state_get('xmlgen:last')::integer, 0) + 1;
BEGIN
  PERFORM ora.state_set('xmlgen:last', ctx::text);
  PERFORM ora.state_set('xmlgen:' || ctx, jsonb_build_object('query', query, 'rowset', 'ROWSET', 'row', 'ROW', 'nulls', 0, 'done', 0)::text);
  RETURN ctx;
END
$$;

CREATE FUNCTION ora.dbms_xmlgen_newcontext(query refcursor) RETURNS numeric
LANGUAGE plpgsql
AS $$
DECLARE
  ctx integer := coalesce(ora.state_get('xmlgen:last')::integer, 0) + 1;
BEGIN
  PERFORM ora.state_set('xmlgen:last', ctx::text);
  PERFORM ora.state_set('xmlgen:' || ctx, jsonb_build_object('cursor', query::text, 'rowset', 'ROWSET', 'row', 'ROW', 'nulls', 0, 'done', 0)::text);
  RETURN ctx;
END
$$;
