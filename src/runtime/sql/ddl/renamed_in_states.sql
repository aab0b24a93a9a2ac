-- The definitions of disabled constraints after RENAME COLUMN: those of the table, and those of foreign keys that refer to it; what is noted of the column.
CREATE FUNCTION ora.renamed_in_states(relation regclass, from_name text, to_name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  pattern CONSTANT text := '(?<![\w$#''"])"?' || regexp_replace(ora.own_name(from_name), '([$.])', '\\\1', 'g') || '"?(?![\w$#''"])';
  other CONSTANT text := quote_ident(ora.own_name(to_name));
  kept record;
  part text[];
BEGIN
  FOR kept IN SELECT d.relation, d.name, d.definition FROM ora.disabled_constraints AS d LOOP
    -- Columns, REFERENCES, the other table, its columns and the rest.
    part := coalesce(regexp_match(kept.definition, '^(.*?)(\sreferences\s+)([^\s(]+)(.*)$', 'i'), ARRAY[kept.definition, '', '', '']);
    IF kept.relation = renamed_in_states.relation THEN
      part[1] := regexp_replace(part[1], pattern, other, 'g');
    END IF;
    IF part[3] <> '' AND to_regclass(part[3]) = renamed_in_states.relation THEN
      part[4] := regexp_replace(part[4], pattern, other, 'g');
    END IF;
    UPDATE ora.disabled_constraints AS d SET definition = array_to_string(part, '') WHERE d.relation = kept.relation AND d.name = kept.name;
  END LOOP;
  -- Of a column that bore the new name before.
  DELETE FROM ora.definitions AS d
  WHERE d.relation = renamed_in_states.relation AND d.part IN ('type ' || ora.own_name(to_name), 'default ' || ora.own_name(to_name), 'notnull ' || ora.own_name(to_name), 'place ' || ora.own_name(to_name));
  UPDATE ora.definitions AS d SET part = split_part(d.part, ' ', 1) || ' ' || ora.own_name(to_name)
  WHERE d.relation = renamed_in_states.relation AND d.part IN ('type ' || ora.own_name(from_name), 'default ' || ora.own_name(from_name), 'notnull ' || ora.own_name(from_name), 'place ' || ora.own_name(from_name));
END
$$;
