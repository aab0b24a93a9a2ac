-- DBMS_RANDOM.STRING: u upper case, l lower case, a mixed case, x upper case and digits, p any printable; others as u. No length, or an option of several letters, is ORA-06502.
CREATE FUNCTION ora.dbms_random_string(opt text, len numeric) RETURNS text
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  alphabet text := CASE lower(opt)
    WHEN 'l' THEN 'abcdefghijklmnopqrstuvwxyz'
    WHEN 'a' THEN 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    WHEN 'x' THEN '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    WHEN 'p' THEN (SELECT string_agg(chr(c), '' ORDER BY c) FROM generate_series(32, 126) AS c)
    ELSE 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  END;
  result text := '';
BEGIN
  IF len IS NULL OR length(rtrim(opt)) > 1 THEN
    PERFORM ora.raise(6502);
  END IF;
  FOR i IN 1 .. least(len, 4000) LOOP
    result := result || substr(alphabet, trunc(ora.dbms_random_value() * length(alphabet))::integer + 1, 1);
  END LOOP;
  RETURN nullif(result, '');
END
$$;
