-- HTF.ANCHOR: a link without a target window.
CREATE FUNCTION ora.htf_anchor(curl text, ctext text, cname text DEFAULT NULL, cattributes text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT ora.htf_anchor2(curl, ctext, cname, NULL, cattributes) $$;
