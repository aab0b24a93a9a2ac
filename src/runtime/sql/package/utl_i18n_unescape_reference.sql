-- UTL_I18N.UNESCAPE_REFERENCE: &amp; &lt; &gt; &quot; &apos; and &#n; &#xn; become their characters; anything else stays.
CREATE FUNCTION ora.utl_i18n_unescape_reference(str text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN str NOT LIKE '%&%' THEN nullif(str, '') ELSE nullif((
    SELECT string_agg(CASE
      WHEN m[1] ~* '^&#x' THEN chr(('x' || lpad(substr(m[1], 4, length(m[1]) - 4), 8, '0'))::bit(32)::integer)
      WHEN m[1] ~ '^&#' THEN chr(substr(m[1], 3, length(m[1]) - 3)::integer)
      WHEN m[1] = '&amp;' THEN '&' WHEN m[1] = '&lt;' THEN '<' WHEN m[1] = '&gt;' THEN '>' WHEN m[1] = '&quot;' THEN '"' WHEN m[1] = '&apos;' THEN ''''
      ELSE m[1]
    END, '' ORDER BY i)
    FROM regexp_matches(str, '(&#[0-9]{1,6};|&#[xX][0-9a-fA-F]{1,5};|&[a-z]+;|&|[^&]+)', 'g') WITH ORDINALITY AS t(m, i)), '')
  END
$$;
