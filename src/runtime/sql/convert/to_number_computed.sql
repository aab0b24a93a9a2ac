-- ora.to_number of what is the result of a call: in PL/pgSQL it is computed once. Plain digits take a short way.
CREATE FUNCTION ora.to_number_computed(s text) RETURNS numeric LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  point text;
BEGIN
  IF octet_length(s) BETWEEN 1 AND 18 AND s COLLATE "C" !~ '[^0-9]' THEN RETURN s::bigint; END IF;
  IF s IS NULL OR s = '' THEN RETURN NULL; END IF;
  point := ora.nls_numeric_character(1, NULL);
  IF point <> '.' THEN
    IF strpos(s, '.') > 0 THEN PERFORM ora.number_error(1722); END IF;
    s := replace(s, point, '.');
  END IF;
  RETURN ora.point_number(s);
END
$$;
