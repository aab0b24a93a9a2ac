-- UTL_I18N.UNESCAPE_REFERENCE: &lt; and the other names of HTML, &#n; and &#xn; become their characters; anything else stays.
-- (PL/SQL Packages and Types Reference, "UTL_I18N", "UNESCAPE_REFERENCE Function")
CREATE FUNCTION ora.utl_i18n_unescape_reference(str text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN str NOT LIKE '%&%' THEN nullif(str, '') ELSE nullif((
    SELECT string_agg(CASE
      WHEN m[1] ~* '^&#x' THEN chr(('x' || lpad(substr(m[1], 4, length(m[1]) - 4), 8, '0'))::bit(32)::integer)
      WHEN m[1] ~ '^&#' THEN chr(substr(m[1], 3, length(m[1]) - 3)::integer)
      WHEN m[1] ~ '^&.+;$' THEN coalesce(ora.html_entity(btrim(m[1], '&;')), m[1])
      ELSE m[1]
    END, '' ORDER BY i)
    FROM regexp_matches(str, '(&#[0-9]{1,6};|&#[xX][0-9a-fA-F]{1,5};|&[A-Za-z0-9]+;|&|[^&]+)', 'g') WITH ORDINALITY AS t(m, i)), '')
  END
$$;
