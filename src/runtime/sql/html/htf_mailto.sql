-- HTF.MAILTO: a link that writes mail to an address.
CREATE FUNCTION ora.htf_mailto(caddress text, ctext text, cname text DEFAULT NULL, cattributes text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT ora.htf_anchor2(concat('mailto:', caddress), ctext, cname, NULL, cattributes) $$;
