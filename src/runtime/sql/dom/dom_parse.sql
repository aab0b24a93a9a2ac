-- Takes a document apart into nodes: the number of the document. Text of white space alone is left out unless it is kept.
-- PostgreSQL decides whether it is well-formed (ORA-31011). (XML DB Developer's Guide, "PL/SQL Parser API for XMLType")
CREATE FUNCTION ora.dom_parse(source text, keep boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  document integer := ora.dom_new('{"t": 9, "c": []}');
  place integer := document;
  pieces text[];
  piece text;
  inside text;
  tag text;
  rest text;
  name text;
  item text[];
  element integer;
  attributes integer[];
  parents integer[] := ARRAY[document];
  children jsonb[] := ARRAY['[]'::jsonb];
  i integer := 1;
BEGIN
  IF source IS NULL OR NOT xml_is_well_formed_document(source) THEN
    PERFORM ora.raise(31011);
  END IF;
  PERFORM ora.dom_put(document, jsonb_build_object('t', 9, 'c', '[]'::jsonb, 'd', document));
  pieces := string_to_array(source, '<');
  LOOP
    i := i + 1;
    EXIT WHEN i > cardinality(pieces);
    piece := pieces[i];
    IF piece LIKE '!--%' OR piece LIKE '![CDATA[%' OR piece LIKE '?%' THEN
      -- A comment, a CDATA section and an instruction may hold the character that the text was split at.
      inside := CASE WHEN piece LIKE '!--%' THEN '-->' WHEN piece LIKE '?%' THEN '?>' ELSE ']]>' END;
      WHILE position(inside IN substr(piece, CASE WHEN inside = '-->' THEN 4 ELSE 2 END)) = 0 LOOP
        i := i + 1;
        piece := piece || '<' || pieces[i];
      END LOOP;
      tag := substr(piece, CASE inside WHEN '-->' THEN 4 WHEN '?>' THEN 2 ELSE 9 END);
      rest := substr(tag, position(inside IN tag) + length(inside));
      tag := left(tag, position(inside IN tag) - 1);
      IF inside = '?>' AND tag ~ '^xml\s' THEN
        PERFORM ora.dom_put(document, ora.dom_get(document) || jsonb_strip_nulls(jsonb_build_object(
          'version', (regexp_match(tag, 'version\s*=\s*["'']([^"'']*)'))[1], 'charset', (regexp_match(tag, 'encoding\s*=\s*["'']([^"'']*)'))[1],
          'standalone', (regexp_match(tag, 'standalone\s*=\s*["'']([^"'']*)'))[1])));
      ELSE
        element := ora.dom_new(jsonb_build_object('t', CASE inside WHEN '-->' THEN 8 WHEN '?>' THEN 7 ELSE 4 END, 'd', document, 'p', place,
          'v', CASE WHEN inside = '?>' THEN regexp_replace(tag, '^\S+\s*', '') ELSE tag END)
          || CASE WHEN inside = '?>' THEN jsonb_build_object('n', (regexp_match(tag, '^\S+'))[1]) ELSE '{}' END);
        children[cardinality(children)] := children[cardinality(children)] || to_jsonb(element);
      END IF;
    ELSIF piece LIKE '!DOCTYPE%' THEN
      IF position('[' IN piece) > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP4000 DBMS_XMLDOM: a document with declarations of its own is not taken apart';
      END IF;
      rest := substr(piece, position('>' IN piece) + 1);
    ELSIF piece LIKE '/%' THEN
      rest := substr(piece, position('>' IN piece) + 1);
      PERFORM ora.dom_put(place, ora.dom_get(place) || jsonb_build_object('c', children[cardinality(children)]));
      children := children[:cardinality(children) - 1];
      parents := parents[:cardinality(parents) - 1];
      place := parents[cardinality(parents)];
    ELSE
      tag := substring(piece FROM '^(?:[^>"'']|"[^"]*"|''[^'']*'')*');
      rest := substr(piece, length(tag) + 2);
      name := substring(tag FROM '^[^\s/]+');
      element := ora.dom_new(jsonb_build_object('t', 1, 'd', document, 'p', place, 'n', name, 'c', '[]'::jsonb, 'a', '[]'::jsonb));
      children[cardinality(children)] := children[cardinality(children)] || to_jsonb(element);
      attributes := '{}';
      FOR item IN SELECT regexp_matches(substr(tag, length(name) + 1), '([^\s=]+)\s*=\s*("[^"]*"|''[^'']*'')', 'g') LOOP
        attributes := attributes || ora.dom_new(jsonb_build_object('t', 2, 'd', document, 'p', element, 'n', item[1],
          'v', coalesce(ora.utl_i18n_unescape_reference(regexp_replace(substr(item[2], 2, length(item[2]) - 2), '[\t\n\r]', ' ', 'g')), '')));
      END LOOP;
      IF cardinality(attributes) > 0 THEN
        PERFORM ora.dom_put(element, ora.dom_get(element) || jsonb_build_object('a', attributes));
      END IF;
      IF right(tag, 1) <> '/' THEN
        parents := parents || element;
        children := children || '[]'::jsonb;
        place := element;
      END IF;
    END IF;
    IF rest <> '' AND place <> document AND (keep OR rest ~ '[^ \t\n\r]') THEN
      element := ora.dom_new(jsonb_build_object('t', 3, 'd', document, 'p', place, 'v', ora.utl_i18n_unescape_reference(regexp_replace(rest, '\r\n?', E'\n', 'g'))));
      children[cardinality(children)] := children[cardinality(children)] || to_jsonb(element);
    END IF;
  END LOOP;
  PERFORM ora.dom_put(document, ora.dom_get(document) || jsonb_build_object('c', children[1]));
  RETURN document;
END
$$;
