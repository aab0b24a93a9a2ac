-- SOUNDEX: the first letter and three digits; equal digits of neighbours count once, also across H and W.
-- (SQL Language Reference, "SOUNDEX", after Knuth, Volume 3)
CREATE FUNCTION ora.soundex(s text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  letters text := regexp_replace(upper(s), '[^A-Z]', '', 'g');
  code text := left(letters, 1);
  previous text := translate(code, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202');
  digit text;
BEGIN
  IF letters = '' THEN
    RETURN NULL;
  END IF;
  FOR i IN 2 .. length(letters) LOOP
    CONTINUE WHEN substr(letters, i, 1) IN ('H', 'W');
    digit := translate(substr(letters, i, 1), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202');
    IF digit <> '0' AND digit <> previous THEN
      code := code || digit;
    END IF;
    previous := digit;
  END LOOP;
  RETURN rpad(code, 4, '0');
END
$$;
