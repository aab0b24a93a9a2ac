-- %FOUND of a cursor parameter before the routine fetches from it: TRUE on a row that the caller has fetched, else NULL, as before the first row.
-- (PL/SQL Language Reference, "Named Cursor Attribute")
CREATE FUNCTION ora.cursor_handed_over(portal refcursor) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT ora.cursor_is_open(portal::text) THEN
    RETURN NULL;
  END IF;
  MOVE RELATIVE 0 FROM portal;
  RETURN nullif(FOUND, false);
END
$$;
