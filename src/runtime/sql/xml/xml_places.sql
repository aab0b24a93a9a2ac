-- Where the nodes at a path stand, in document order: the kind of each, its number among the document's nodes (an attribute has that of its element), the
-- name of an attribute, 1 where the elements around it have a default namespace. With a child: the child of each node, at most one.
-- Many nodes of one kind are asked for at once, of the document in which each element tells its number: `only text` has that of its element, too.
CREATE FUNCTION ora.xml_places(doc xml, numbered xml, path text, namespaces text[], child text DEFAULT NULL) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  places text[] := ARRAY[]::text[];
  node text;
  owner text;
  children integer;
  kind text;
  name text;
  nodes xml[];
  total integer := (xpath(format('count(%s)', path), doc, namespaces))[1]::text::integer;
BEGIN
  IF child IS NULL AND total > 1 THEN
    name := (xpath(format('name((%s)[1])', path), doc, namespaces))[1]::text;
    kind := (xpath(format('concat(count((%1$s)/self::*), " ", count((%1$s)/self::text()), " ", count((%1$s)/..), " ", count((%1$s)/../text()), " ", '
      || 'count((%1$s)[name() = "%2$s"]) - count((%1$s)/self::processing-instruction()))', path, name), doc, namespaces))[1]::text;
    kind := CASE
      WHEN kind ~ format('^%s ', total) THEN 'element'
      WHEN kind ~ format('^0 %1$s %1$s %1$s ', total) THEN 'only-text'
      -- One in each element, all of one name: comments have none.
      WHEN kind ~ format('^0 0 %1$s \d+ %1$s$', total) AND name <> '' THEN 'attribute'
    END;
    IF kind IS NOT NULL THEN
      owner := CASE kind WHEN 'element' THEN format('(%s)', path) ELSE format('(%s)/..', path) END;
      name := CASE kind WHEN 'attribute' THEN name ELSE '' END || ' '
        || (xpath(format('number(boolean(%s/ancestor-or-self::*/namespace::*[name() = ""]))', owner), doc, namespaces))[1]::text;
      nodes := xpath(owner, numbered, namespaces);
      RETURN ARRAY(
        SELECT concat_ws(' ', kind, number, name)
        FROM unnest(nodes) AS n
        CROSS JOIN LATERAL (SELECT substring(left(n::text, 1000) FROM '^<[^\s/>]+ xmlns:ora_node="urn:(\d+)"')::integer) AS e(number)
        ORDER BY number);
    END IF;
  END IF;
  FOR k IN 1 .. total LOOP
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
