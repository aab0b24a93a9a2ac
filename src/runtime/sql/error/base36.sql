-- n in base 36 with upper-case digits, padded with zeros to the given width.
CREATE FUNCTION ora.base36(n integer, digits integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  result text := '';
  rest integer := n;
BEGIN
  FOR i IN 1 .. digits LOOP
    result := substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', rest % 36 + 1, 1) || result;
    rest := rest / 36;
  END LOOP;
  RETURN result;
END
$$;
