-- A datetime format model taken apart into its tokens, in upper case: quoted text with its quotes, FM, FX, an element, a suffix, or one
-- punctuation character. The longest element wins (DDD before DD). ORA-01821 at what is no token.
-- (SQL Language Reference, "Datetime Format Elements"). By hand, because one regular expression with all elements takes 20 times as long.
CREATE FUNCTION ora.datetime_tokens(fmt text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  u text := upper(fmt);
  n integer := length(fmt);
  p integer := 1;
  w text;
  tokens text[] := '{}'::text[];
BEGIN
  WHILE p <= n LOOP
    w := substr(u, p, 1);
    IF w = '"' THEN
      w := substr(u, p, strpos(substr(u, p + 1), '"') + 1);
      IF w = '"' THEN PERFORM ora.date_error(1821); END IF;
    ELSIF w COLLATE "C" >= 'A' AND w COLLATE "C" <= 'Z' THEN
      w := substr(u, p, 5);
      LOOP
        EXIT WHEN w IN ('DD', 'MM', 'YYYY', 'HH24', 'MI', 'SS', 'MON', 'MONTH', 'DAY', 'DY', 'RR', 'YY', 'FM', 'FX', 'A.D.', 'AD', 'A.M.', 'AM',
          'B.C.', 'BC', 'CC', 'SCC', 'DDD', 'DL', 'DS', 'D', 'EE', 'E', 'FF', 'HH12', 'HH', 'IW', 'IYYY', 'IYY', 'IY', 'I', 'J', 'P.M.', 'PM', 'Q',
          'RM', 'RRRR', 'SSSSS', 'SYYYY', 'SYEAR', 'YEAR', 'TS', 'TZD', 'TZH', 'TZM', 'TZR', 'WW', 'W', 'X', 'Y,YYY', 'YYY', 'Y',
          'FF1', 'FF2', 'FF3', 'FF4', 'FF5', 'FF6', 'FF7', 'FF8', 'FF9', 'THSP', 'SPTH', 'TH', 'SP');
        w := left(w, -1);
        IF w = '' THEN PERFORM ora.date_error(1821); END IF;
      END LOOP;
    ELSIF w ~ '[[:alnum:]]' THEN
      PERFORM ora.date_error(1821);
    END IF;
    tokens := tokens || w;
    p := p + length(w);
  END LOOP;
  RETURN tokens;
END
$$;
