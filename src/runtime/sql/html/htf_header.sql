-- HTF.HEADER: a heading of level 1 to 6.
CREATE FUNCTION ora.htf_header(nsize numeric, cheader text, calign text DEFAULT NULL, cnowrap text DEFAULT NULL, cclear text DEFAULT NULL, cattributes text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT concat('<H', least(abs(round(nsize)), 6), ' ALIGN="' || calign || '"', ' CLEAR="' || cclear || '"',
    CASE WHEN cnowrap IS NOT NULL THEN ' NOWRAP' END, ' ' || cattributes, '>', cheader, '</H', least(abs(round(nsize)), 6), '>')
$$;
