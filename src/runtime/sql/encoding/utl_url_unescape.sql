-- UTL_URL.UNESCAPE: %XX become the bytes of characters. ORA-29262 when a % is not followed by two hexadecimal digits.
CREATE FUNCTION ora.utl_url_unescape(url text, url_charset text DEFAULT 'ISO-8859-1') RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF url ~ '%(?![0-9A-Fa-f]{2})' THEN
    PERFORM ora.raise(29262, 'bad URL');
  END IF;
  RETURN nullif((SELECT string_agg(CASE
      WHEN m[1] LIKE '\%%' THEN ora.from_charset(decode(replace(m[1], '%', ''), 'hex'), ora.pg_charset(url_charset)) ELSE m[1]
    END, '' ORDER BY i)
    FROM regexp_matches(url, '((?:%[0-9A-Fa-f]{2})+|[^%]+)', 'g') WITH ORDINALITY AS t(m, i)), '');
END
$$;
