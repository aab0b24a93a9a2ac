-- UTL_ENCODE.MIMEHEADER_DECODE: the words =?charset?encoding?…?= as text; the white space between two of them is none of it.
-- (PL/SQL Packages and Types Reference, "UTL_ENCODE"; RFC 2047)
CREATE FUNCTION ora.utl_encode_mimeheader_decode(buf text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT nullif(string_agg(CASE
    WHEN m[1] IS NULL THEN m[4]
    WHEN upper(m[2]) = 'B' THEN ora.utl_i18n_raw_to_char(decode(m[3], 'base64'), m[1])
    ELSE ora.utl_i18n_raw_to_char(ora.utl_encode_quoted_printable_decode(convert_to(replace(m[3], '_', ' '), 'UTF8')), m[1]) END, '' ORDER BY i), '')
  FROM regexp_matches(regexp_replace(buf, '(\?=)\s+(?==\?[^?\s]+\?[BbQq]\?)', '\1', 'g'), '=\?([^?\s]+)\?([BbQq])\?([^?]*)\?=|([^=]+|=)', 'g')
    WITH ORDINALITY AS t(m, i)
$$;
