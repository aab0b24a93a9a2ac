-- ora.gtt as a statement: CALL stands in scripts and in blocks alike, and gives no rows.
CREATE PROCEDURE ora.gtt_use(template text)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.gtt(template);
END
$$;
