-- An ANYDATA: the name of a type, and a value of it. (PL/SQL Packages and Types Reference, "ANYDATA TYPE", CONVERT*)
CREATE FUNCTION ora.anydata(type_name text, value anyelement) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT jsonb_build_object('type', type_name, 'value', value)
$$;
