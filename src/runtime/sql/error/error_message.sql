-- 'ORA-nnnnn: text'; without a text Oracle's own. A text that already bears the prefix stays as it is.
CREATE FUNCTION ora.error_message(n integer, message text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN message ~ '^ORA-[0-9]{5}: ' THEN message
    ELSE 'ORA-' || lpad((CASE abs(n) WHEN 100 THEN 1403 ELSE abs(n) END)::text, 5, '0') || ': '
      || coalesce(message, ora.error_text(n), CASE WHEN abs(n) BETWEEN 20000 AND 20999 THEN '' END,
        'Message ' || abs(n) || ' not found;  product=RDBMS; facility=ORA')
  END
$$;
