-- DBMS_XMLGEN.SETCONVERTSPECIALCHARS: whether & < > " of texts become entities; they do without it.
CREATE PROCEDURE ora.dbms_xmlgen_setconvertspecialchars(ctx numeric, conv boolean)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.dbms_xmlgen_set(ctx, 'raw', to_jsonb(NOT conv));
END
$$;
