-- OWA.GET_PAGE and HTP.GET_PAGE: takes the page as rows of up to 255 characters; irows becomes their number.
CREATE PROCEDURE ora.htp_get_page(OUT thepage text[], INOUT irows integer)
LANGUAGE plpgsql
AS $$
DECLARE
  page text := '';
BEGIN
  FOR i IN 1 .. coalesce(ora.state_get('htp:last')::integer, 0) LOOP
    page := page || ora.state_fetch('htp:' || i);
  END LOOP;
  thepage := ARRAY(SELECT substr(page, 255 * i + 1, 255) FROM generate_series(0, (length(page) + 254) / 255 - 1) AS i ORDER BY i LIMIT irows);
  irows := cardinality(thepage);
  CALL ora.htp_init();
END
$$;
