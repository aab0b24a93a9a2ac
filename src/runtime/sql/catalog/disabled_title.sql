-- The name of a disabled constraint in Oracle: the one that was given, or SYS_C and a number. ora.own_constraint is the way back.
CREATE FUNCTION ora.disabled_title(relation oid, name text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN name ~ '_(pkey|key|fkey|check|not_null)\d*$' AND ora.definition(relation, 'named ' || name) IS NULL
    THEN 'SYS_C3' || lpad(abs(hashtext(relation || ' ' || name))::text, 10, '0') ELSE ora.oracle_name(name) END
$$;
