-- TO_DSINTERVAL(s DEFAULT value ON CONVERSION ERROR), see ora.to_number_default.
CREATE FUNCTION ora.to_dsinterval_default(s text, fallback text) RETURNS interval LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ora.to_dsinterval(s);
EXCEPTION
  WHEN OTHERS THEN
    RETURN ora.to_dsinterval(fallback);
END
$$;
