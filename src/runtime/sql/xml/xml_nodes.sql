-- The nodes at a path with Oracle's namespace argument. XPath 1.0 has no default namespace: where one is declared, element names without a prefix get one.
CREATE FUNCTION ora.xml_nodes(doc xml, path text, declarations text) RETURNS xml[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  namespaces text[] := ora.xml_namespaces(declarations);
  qualified text := '';
  piece text[];
BEGIN
  IF namespaces IS NULL THEN
    -- Several elements side by side, as of XMLAGG, are looked into as one document is.
    RETURN CASE WHEN doc IS DOCUMENT THEN xpath(path, doc)
      ELSE xpath(regexp_replace(path, '^\s*/?(?=/)|^(?!\s*/)', '/x/'), xmlelement(name x, doc)) END;
  END IF;
  IF declarations !~ 'xmlns\s*=' THEN
    RETURN xpath(path, doc, namespaces);
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
  RETURN xpath(qualified, doc, namespaces);
END
$$;
