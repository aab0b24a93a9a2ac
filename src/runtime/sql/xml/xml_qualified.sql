-- A path in which element names without a prefix have that of the declared default namespace, which XPath 1.0 has none of.
CREATE FUNCTION ora.xml_qualified(path text, declarations text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  qualified text := '';
  piece text[];
BEGIN
  IF declarations IS NULL OR declarations !~ 'xmlns\s*=' THEN
    RETURN path;
  END IF;
  -- Literals, attributes, variables, axes, functions, operators and names with a prefix stay; any other name is an element's.
  FOR piece IN SELECT regexp_matches(path,
    $re$("[^"]*"|'[^']*'|[@$]\s*[\w:.*-]+|[\w.-]+\s*::\s*|[\w.-]+:[\w.*-]+|[\w.-]+\s*\()|([[:alpha:]_][\w.-]*)|([^\w"'@$]+|.)$re$, 'g')
  LOOP
    qualified := qualified || CASE
      WHEN piece[2] IS NULL THEN coalesce(piece[1], piece[3])
      WHEN piece[2] IN ('and', 'or', 'div', 'mod') AND qualified ~ '[\w\])"'']\s+$' THEN piece[2]
      WHEN qualified ~ '(attribute|namespace)\s*::\s*$' THEN piece[2]
      ELSE 'ora_default:' || piece[2]
    END;
  END LOOP;
  RETURN qualified;
END
$$;
