-- The name of a NOT NULL constraint in Oracle: the one that was given, or SYS_C and a number. ora.own_constraint is the way back.
CREATE FUNCTION ora.not_null_title(relation oid, place smallint, column_name text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(ora.definition(relation, 'notnull ' || column_name), 'SYS_C1' || lpad(relation::text, 10, '0') || lpad(place::text, 4, '0'))
$$;
