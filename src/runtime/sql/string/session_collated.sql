-- Text as NLS_SORT of the session orders it, BINARY_CI and BINARY_AI; compared, if NLS_COMP says so, too.
-- (Database Globalization Support Guide, "NLS_COMP", "NLS_SORT", "Case-Insensitive and Accent-Insensitive Linguistic Sorts")
CREATE FUNCTION ora.session_collated(s text, how text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN how = 'compared' AND coalesce(upper(current_setting('ora.nls_comp', true)), '') NOT IN ('LINGUISTIC', 'ANSI') THEN s
    ELSE CASE upper(current_setting('ora.nls_sort', true)) WHEN 'BINARY_CI' THEN lower(s) WHEN 'BINARY_AI' THEN ora.without_accents(s) ELSE s END END
$$;
