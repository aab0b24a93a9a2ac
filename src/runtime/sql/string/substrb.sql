-- SUBSTRB: SUBSTR in bytes of UTF-8; the bytes of a character cut in two become blanks. (SQL Language Reference, "SUBSTR")
CREATE FUNCTION ora.substrb(s text, start numeric, amount numeric DEFAULT 2147483647) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  size integer := octet_length(s);
  first integer;
  last integer;
  result text := '';
  at integer := 1;
  width integer;
BEGIN
  IF size = length(s) THEN
    RETURN ora.substr(s, start, amount);
  END IF;
  IF trunc(amount) < 1 OR start > size OR size + trunc(start) < 0 THEN
    RETURN NULL;
  END IF;
  first := CASE WHEN start > -1 THEN greatest(trunc(start), 1) ELSE size + trunc(start) + 1 END;
  last := least(first + trunc(amount) - 1, size);
  FOR i IN 1 .. length(s) LOOP
    EXIT WHEN at > last;
    width := octet_length(substr(s, i, 1));
    IF at >= first AND at + width - 1 <= last THEN
      result := result || substr(s, i, 1);
    ELSIF at + width > first THEN
      result := result || repeat(' ', least(at + width - 1, last) - greatest(at, first) + 1);
    END IF;
    at := at + width;
  END LOOP;
  RETURN nullif(result, '');
END
$$;
