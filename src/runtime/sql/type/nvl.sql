-- NVL whose second argument does or raises something: Oracle works out both. (COALESCE stops at the first that is not NULL.)
CREATE FUNCTION ora.nvl(value anycompatible, fallback anycompatible) RETURNS anycompatible
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN value IS NULL THEN fallback ELSE value END;
END
$$;
