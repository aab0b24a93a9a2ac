-- The functions that change XML: xpath() gives copies of nodes, so a node is known by its number in document order, and found by that in the text.
-- `change` is element (the value is XML) or scalar for UPDATEXML, else delete, append, child, attribute, before, after; `child` is a path from the node
-- (before, after) or the name of what is inserted (child, attribute). Updated to NULL, a node is empty. (SQL Language Reference, "UPDATEXML", "DELETEXML", "INSERTCHILDXML", "APPENDCHILDXML",
-- "INSERTXMLBEFORE"; XML DB Developer's Guide, "Deprecated Functions for Updating XML Data")
CREATE FUNCTION ora.xml_change(doc xml, change text, path text, value text, declarations text, child text DEFAULT NULL) RETURNS xml
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  namespaces text[] := coalesce(ora.xml_namespaces(declarations), '{}');
  fragment boolean := NOT doc IS DOCUMENT;
  inserted text := CASE WHEN change IN ('scalar', 'attribute') THEN value ELSE regexp_replace(value, '^\s*<\?xml\s[^>]*>\s*', '') END;
  body text;
  source xml;
  places text[] := ARRAY[]::text[];
  place text[];
  tokens text[];
  numbered text[];
  starts integer[] := ARRAY[]::integer[];
  ends integer[] := ARRAY[]::integer[];
  opened integer[] := ARRAY[]::integer[];
  done integer := 0;
  a integer;
  z integer;
BEGIN
  IF doc IS NULL THEN
    RETURN NULL;
  END IF;
  IF path IS NULL OR doc::text ~ '<!DOCTYPE' OR value ~ '<!DOCTYPE' THEN
    PERFORM ora.xml_not_changed('without a path, or with a document type');
  END IF;
  path := ora.xml_qualified(path, declarations);
  IF fragment THEN
    path := ora.xml_path_below(path);
    source := xmlelement(name x, doc);
  ELSE
    source := doc;
  END IF;
  -- One way to write each node, so that the text can be taken apart.
  body := ora.xml_serialized(source);
  source := body::xml;
  IF (xpath(format('count(%s)', path), source, namespaces))[1]::text = '0' THEN
    RETURN doc;
  END IF;
  tokens := ARRAY(SELECT m[1] FROM regexp_matches(body,
    '(<!--(?:[^-]|-[^-])*-->|<!\[CDATA\[(?:[^]]|\][^]]|\]\]+[^]>])*\]\]+>|<\?(?:[^?]|\?+[^?>])*\?+>|<[^>]*>|[^<]+)', 'g')
    WITH ORDINALITY AS t(m, i) ORDER BY i);
  numbered := tokens;
  FOR i IN 1 .. cardinality(tokens) LOOP
    ends[i] := i;
    IF tokens[i] LIKE '</%' THEN
      ends[opened[cardinality(opened)]] := i;
      opened := trim_array(opened, 1);
    ELSE
      starts := starts || i;
      IF tokens[i] ~ '^<[^!?]' THEN
        numbered[i] := regexp_replace(tokens[i], '^<[^\s/>]+', format('\& xmlns:ora_node="urn:%s"', cardinality(starts)));
        IF tokens[i] NOT LIKE '%/>' THEN
          opened := opened || i;
        END IF;
      END IF;
    END IF;
  END LOOP;
  places := ora.xml_places(source, array_to_string(numbered, '')::xml, path, namespaces, CASE WHEN change IN ('before', 'after') THEN ora.xml_qualified(child, declarations) END);
  IF cardinality(places) = 0 OR value IS NULL AND change NOT IN ('element', 'scalar', 'delete') THEN
    IF change = 'attribute' AND cardinality(places) > 0 THEN
      PERFORM ora.xml_not_changed('with an attribute that is NULL');
    END IF;
    RETURN doc;
  END IF;
  IF change = 'attribute' AND coalesce(child, '') NOT LIKE '@_%' OR change = 'child'
    AND (xpath(format('count(/x/*[local-name() != "%s"] | /x/text())', regexp_replace(child, '^[^@]*:', '')), ('<x>' || inserted || '</x>')::xml))[1]::text IS DISTINCT FROM '0' THEN
    PERFORM ora.xml_not_changed('where the name is not that of the value');
  END IF;
  FOREACH body IN ARRAY places LOOP
    -- The kind of the node, its number, the name of an attribute, 1 where the elements around it have a default namespace.
    place := string_to_array(body, ' ');
    a := starts[place[2]::integer];
    IF place[1] = 'only-text' THEN
      place[1] := 'text';
      a := a + 1;
      WHILE tokens[a] LIKE '<%' AND tokens[a] NOT LIKE '<![%' LOOP
        a := ends[a] + 1;
      END LOOP;
    END IF;
    z := ends[a];
    -- What lies in a node that has been replaced is gone.
    CONTINUE WHEN a <= done;
    IF change IN ('element', 'scalar', 'delete') AND place[1] <> 'attribute' THEN
      done := z;
    END IF;
    IF place[1] = 'root' OR change = 'element' AND place[1] IN ('attribute', 'text') AND value IS NOT NULL OR change = 'scalar' AND place[1] = 'element' AND value IS NOT NULL
      OR change IN ('append', 'child', 'attribute') AND place[1] <> 'element' OR change IN ('before', 'after') AND place[1] = 'attribute' THEN
      PERFORM ora.xml_not_changed('where the kinds of the node and of the value do not fit');
    END IF;
    IF change NOT IN ('scalar', 'delete', 'attribute') AND value IS NOT NULL AND place[4] = '1'
      AND (xpath('count(/x/*[namespace-uri() = ""])', ('<x>' || inserted || '</x>')::xml))[1]::text <> '0' THEN
      PERFORM ora.xml_not_changed('with an element of no namespace within a default namespace');
    END IF;
    CASE
      WHEN place[1] = 'attribute' THEN
        tokens[a] := ora.xml_attribute(tokens[a], place[3], CASE WHEN change <> 'delete' THEN coalesce(value, '') END);
      WHEN change IN ('element', 'scalar', 'delete') THEN
        IF change <> 'delete' AND value IS NULL AND place[1] = 'element' THEN
          -- Empty, and of the same namespaces.
          tokens[a] := substring(tokens[a] FROM '^<[^\s/>]+')
            || coalesce((SELECT string_agg(m[1], '' ORDER BY i) FROM regexp_matches(tokens[a], '(\sxmlns(?::[^\s=]+)?="[^"]*")', 'g') WITH ORDINALITY AS t(m, i)), '') || '/>';
        ELSIF change <> 'delete' THEN
          tokens[a] := CASE WHEN change = 'element' THEN coalesce(inserted, '') WHEN value IS NULL THEN '' ELSE ora.xml_escaped(value) END;
        ELSE
          tokens[a] := '';
        END IF;
        FOR i IN a + 1 .. z LOOP
          tokens[i] := '';
        END LOOP;
      WHEN change = 'attribute' THEN
        IF position(' ' || substr(child, 2) || '="' IN tokens[a]) > 0 THEN
          PERFORM ora.xml_not_changed('with an attribute that is there already');
        END IF;
        tokens[a] := ora.xml_attribute(tokens[a], substr(child, 2), value);
      WHEN change IN ('append', 'child') THEN
        IF a = z THEN
          tokens[a] := regexp_replace(tokens[a], '/>$', '>') || inserted || '</' || substring(tokens[a] FROM '^<([^\s/>]+)') || '>';
        ELSE
          tokens[z] := inserted || tokens[z];
        END IF;
      WHEN change = 'before' THEN
        tokens[a] := inserted || tokens[a];
      ELSE
        tokens[z] := tokens[z] || inserted;
    END CASE;
  END LOOP;
  body := array_to_string(tokens, '');
  IF NOT xml_is_well_formed_document(body) THEN
    PERFORM ora.xml_not_changed('where the result has not one root');
  END IF;
  body := ora.xml_serialized(body::xml);
  RETURN CASE WHEN fragment THEN regexp_replace(body, '^<x/?>|</x>$', '', 'g')
    ELSE coalesce(substring(doc::text FROM '^\s*<\?xml\s[^>]*>\s*'), '') || body END::xml;
END
$$;
