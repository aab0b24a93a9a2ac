-- NVL(a, b), both worked out before, as Oracle does; COALESCE leaves b alone where a is there. (SQL Language Reference, "NVL")
CREATE FUNCTION ora.nvl(value anycompatible, fallback anycompatible) RETURNS anycompatible
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN coalesce(value, fallback);
END
$$;
