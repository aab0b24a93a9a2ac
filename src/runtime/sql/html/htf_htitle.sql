-- HTF.HTITLE: a title and a heading of the same text.
CREATE FUNCTION ora.htf_htitle(ctitle text, nsize numeric DEFAULT 1, calign text DEFAULT NULL, cnowrap text DEFAULT NULL, cclear text DEFAULT NULL, cattributes text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT concat('<TITLE>', ctitle, '</TITLE>', ora.htf_header(nsize, ctitle, calign, cnowrap, cclear, cattributes)) $$;
