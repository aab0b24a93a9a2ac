-- Has no object in the value two members of one name?
CREATE FUNCTION ora.json_unique(v json) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  CASE json_typeof(v)
    WHEN 'object' THEN
      RETURN (SELECT count(*) = count(DISTINCT m.key) AND coalesce(bool_and(ora.json_unique(m.value)), true) FROM json_each(v) AS m);
    WHEN 'array' THEN
      RETURN (SELECT coalesce(bool_and(ora.json_unique(e.value)), true) FROM json_array_elements(v) AS e);
    ELSE
      RETURN true;
  END CASE;
END
$$;
