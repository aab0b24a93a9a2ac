-- HTF.ANCHOR2: a link, or a place to link to where there is no address.
CREATE FUNCTION ora.htf_anchor2(curl text, ctext text, cname text DEFAULT NULL, ctarget text DEFAULT NULL, cattributes text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN curl IS NOT NULL THEN
      concat('<A HREF="', curl, '"', ' NAME="' || cname || '"', ' TARGET="' || ctarget || '"', ' ' || cattributes, '>', ctext, '</A>')
    WHEN cname IS NOT NULL THEN concat('<A NAME="', cname, '"', '> ' || ctext || ' </A', '>')
    ELSE concat('<!-- ERROR in anchor2 usage, curl and cname cannot be NULL --><A NAME=" "', '> ' || ctext || ' </A', '>')
  END
$$;
