-- What Oracle's manual says nothing of fails loudly.
CREATE FUNCTION ora.xml_not_changed(why text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP2302 XML is not changed ' || why;
END
$$;
