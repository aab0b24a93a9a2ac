-- XMLTRANSFORM, XMLTYPE.TRANSFORM: the stylesheet applied by the extension xml2; without it: refused. (PostgreSQL manual, F.50, xslt_process)
CREATE FUNCTION ora.xml_transform(doc xml, stylesheet xml) RETURNS xml
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  home text := (
    SELECT n.nspname FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    WHERE p.proname = 'xslt_process' AND p.pronargs = 2 LIMIT 1);
  result text;
  code text;
BEGIN
  IF home IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 a stylesheet needs the PostgreSQL extension xml2: CREATE EXTENSION xml2';
  END IF;
  IF doc IS NULL OR stylesheet IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT %I.xslt_process($1, $2)', home) INTO result USING doc::text, stylesheet::text;
  -- libxslt writes characters beyond ASCII as references where the stylesheet names no encoding.
  FOR code IN SELECT DISTINCT (regexp_matches(result, '&#x([0-9A-F]{2,6});', 'g'))[1] LOOP
    IF ('x' || lpad(code, 8, '0'))::bit(32)::integer >= 128 THEN
      result := replace(result, '&#x' || code || ';', chr(('x' || lpad(code, 8, '0'))::bit(32)::integer));
    END IF;
  END LOOP;
  -- The declaration names UTF-8 whatever the database's encoding is; the type XML keeps none of its own.
  RETURN regexp_replace(result, '^<\?xml[^>]*\?>\s*', '')::xml;
END
$$;
