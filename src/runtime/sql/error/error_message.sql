-- 'ORA-nnnnn: text'; without a text Oracle's own. A text that already bears the prefix stays as it is.
CREATE FUNCTION ora.error_message(n integer, message text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  code integer := CASE abs(n) WHEN 100 THEN 1403 ELSE abs(n) END;
BEGIN
  IF message ~ '^ORA-[0-9]{5}: ' THEN
    RETURN message;
  END IF;
  RETURN 'ORA-' || lpad(code::text, 5, '0') || ': '
    || coalesce(message, ora.error_text(code), CASE WHEN code BETWEEN 20000 AND 20999 THEN '' END,
      'Message ' || code || ' not found;  product=RDBMS; facility=ORA');
END
$$;
