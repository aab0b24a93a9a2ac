-- UTL_URL.ESCAPE: letters, digits and - _ . ! ~ * ' ( ) stay; the reserved ; / ? : @ & = + $ , stay unless told otherwise; the
-- bytes of all others become %XX. Without a character set it is ISO-8859-1, UTL_HTTP's default.
CREATE FUNCTION ora.utl_url_escape(url text, escape_reserved_chars boolean DEFAULT false, url_charset text DEFAULT 'ISO-8859-1') RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT nullif(string_agg(CASE
      WHEN c ~ '^[A-Za-z0-9_.!~*''()-]$' OR NOT coalesce(escape_reserved_chars, false) AND c ~ '^[;/?:@&=+$,]$' THEN c
      WHEN c ~ '^[\x01-\x7f]$' THEN '%' || lpad(upper(to_hex(ascii(c))), 2, '0')
      ELSE regexp_replace(upper(encode(ora.to_charset(c, ora.pg_charset(url_charset)), 'hex')), '(..)', '%\1', 'g')
    END, '' ORDER BY i), '')
  FROM regexp_split_to_table(url, '') WITH ORDINALITY AS t(c, i)
$$;
