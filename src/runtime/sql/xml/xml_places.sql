-- Where the nodes at a path stand, in document order: the kind of each, its number among the document's nodes (an attribute has that of its element), the
-- name of an attribute, 1 where the elements around it have a default namespace. With a child: the child of each node, at most one.
CREATE FUNCTION ora.xml_places(doc xml, path text, namespaces text[], child text DEFAULT NULL) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  places text[] := ARRAY[]::text[];
  node text;
  owner text;
  children integer;
  kind text;
BEGIN
  FOR k IN 1 .. (xpath(format('count(%s)', path), doc, namespaces))[1]::text::integer LOOP
    node := format('(%s)[%s]', path, k);
    IF child IS NOT NULL THEN
      node := format('%s/%s', node, child);
      children := (xpath(format('count(%s)', node), doc, namespaces))[1]::text::integer;
      IF children > 1 THEN
        PERFORM ora.xml_not_changed('beside several children of one element');
      END IF;
      CONTINUE WHEN children = 0;
    END IF;
    kind := CASE (xpath(format('concat(count(%1$s/self::*), count(%1$s/self::text()), count(%1$s/self::comment() | %1$s/self::processing-instruction()), count(%1$s/..))',
      node), doc, namespaces))[1]::text
      WHEN '1001' THEN 'element' WHEN '0101' THEN 'text' WHEN '0011' THEN 'other' WHEN '0001' THEN 'attribute' ELSE 'root' END;
    owner := CASE WHEN kind = 'attribute' THEN node || '/..' ELSE node END;
    places := places || (xpath(format('concat("%s ", count(%2$s/preceding::node() | %2$s/ancestor::node()), " ", name(%3$s), " ", '
      || 'number(boolean(%3$s/ancestor-or-self::*/namespace::*[name() = ""])))', kind, owner, node), doc, namespaces))[1]::text;
  END LOOP;
  RETURN places;
END
$$;
