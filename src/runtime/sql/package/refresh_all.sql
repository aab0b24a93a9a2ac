-- Fills materialized views anew, those that others are made of first. A failure is counted, and stops the rest unless the caller goes on after errors.
CREATE PROCEDURE ora.refresh_all(views regclass[], go_on boolean, OUT failures integer)
LANGUAGE plpgsql
AS $$
DECLARE
  found regclass;
BEGIN
  failures := 0;
  -- A view is made of what was there before it: its number is higher.
  FOR found IN SELECT v FROM unnest(views) AS v ORDER BY v::oid LOOP
    BEGIN
      EXECUTE format('REFRESH MATERIALIZED VIEW %s', found);
    EXCEPTION WHEN OTHERS THEN
      failures := failures + 1;
      IF NOT coalesce(go_on, false) THEN
        RAISE;
      END IF;
    END;
  END LOOP;
END
$$;
