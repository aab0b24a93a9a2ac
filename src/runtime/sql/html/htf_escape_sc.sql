-- HTF.ESCAPE_SC: & < > " as entities.
CREATE FUNCTION ora.htf_escape_sc(ctext text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT nullif(replace(replace(replace(replace(ctext, '&', '&amp;'), '"', '&quot;'), '<', '&lt;'), '>', '&gt;'), '')
$$;
