-- UTL_SMTP.WRITE_RAW_DATA: adds bytes to the mail.
CREATE PROCEDURE ora.utl_smtp_write_raw_data(c ora.utl_smtp_connection, data bytea)
LANGUAGE plpgsql
AS $$
DECLARE
  known jsonb := ora.smtp_state(c, true);
  part integer := (known ->> 'parts')::integer + 1;
BEGIN
  IF data <> '' THEN
    PERFORM ora.state_set(ora.smtp_part(c, part), encode(data, 'hex')), ora.smtp_keep(c, known || jsonb_build_object('parts', part));
  END IF;
END
$$;
