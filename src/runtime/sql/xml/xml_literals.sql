-- The items of an XQuery expression that is a sequence of literals or a range; any other is not converted. (SQL Language Reference, "XMLTABLE")
CREATE FUNCTION ora.xml_literals(expression text) RETURNS xml[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  range text[] := regexp_match(expression, '^\s*(\d+)\s+to\s+(\d+)\s*$');
BEGIN
  IF range IS NOT NULL THEN
    RETURN ARRAY(SELECT xmlparse(CONTENT i::text) FROM generate_series(range[1]::numeric, range[2]::numeric) AS i);
  END IF;
  IF expression ~ $re$^\s*("[^"]*"|'[^']*'|-?\d+(\.\d+)?)(\s*,\s*("[^"]*"|'[^']*'|-?\d+(\.\d+)?))*\s*\Z$re$ THEN
    RETURN ARRAY(
      SELECT xmlparse(CONTENT coalesce(replace(replace(coalesce(m[2], m[3]), '<', '&lt;'), '>', '&gt;'), m[1]))
      FROM regexp_matches(expression, $re$("([^"]*)"|'([^']*)'|-?\d+(?:\.\d+)?)$re$, 'g') WITH ORDINALITY AS t(m, i)
      ORDER BY i);
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP2001 XMLTABLE with an XQuery expression is not converted.';
END
$$;
