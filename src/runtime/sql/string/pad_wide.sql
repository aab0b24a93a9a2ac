-- LPAD and RPAD where a character may be two columns wide: a column that no whole character fits into becomes a blank.
CREATE FUNCTION ora.pad_wide(s text, n integer, fill text, to_left boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  width integer := ora.display_width(s);
  pad text := '';
  used integer := 0;
  c text;
BEGIN
  IF s = '' OR fill = '' THEN
    RETURN NULL;
  END IF;
  IF width > n THEN
    width := 0;
    FOR i IN 1 .. length(s) LOOP
      c := substr(s, i, 1);
      EXIT WHEN width + ora.display_width(c) > n;
      pad := pad || c;
      width := width + ora.display_width(c);
    END LOOP;
    RETURN CASE WHEN to_left THEN repeat(' ', n - width) || pad ELSE pad || repeat(' ', n - width) END;
  END IF;
  FOR i IN 0 .. n - width LOOP
    c := substr(fill, i % length(fill) + 1, 1);
    EXIT WHEN used + ora.display_width(c) > n - width;
    pad := pad || c;
    used := used + ora.display_width(c);
  END LOOP;
  pad := pad || repeat(' ', n - width - used);
  RETURN CASE WHEN to_left THEN pad || s ELSE s || pad END;
END
$$;
