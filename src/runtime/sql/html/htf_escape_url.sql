-- HTF.ESCAPE_URL: & < > " as entities, % as %25.
CREATE FUNCTION ora.htf_escape_url(p_url text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT replace(ora.htf_escape_sc(p_url), '%', '%25') $$;
