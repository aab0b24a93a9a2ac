import { afterAll, beforeAll, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

const everyFunction = familyOf('mail');

describeTargets('mail', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, everyFunction);
  });
  afterAll(() => db.close());

  const queued = () =>
    db.query(
      `SELECT concat_ws('|', host, port, sender, array_to_string(recipients, ','), convert_from(message, 'UTF8')) AS mail FROM ora.outgoing_mail ORDER BY id`,
    );

  it('is put into the queue when its data is closed, as it goes over the line', async () => {
    await db.query(`DO $do$ DECLARE c ora.utl_smtp_connection := ora.utl_smtp_open_connection('mx', 2525); BEGIN
      PERFORM ora.utl_smtp_mail(c, '<a@x>'), ora.utl_smtp_rcpt(c, 'b@x'), ora.utl_smtp_rcpt(c, '<c@x>'), ora.utl_smtp_open_data(c);
      CALL ora.utl_smtp_write_data(c, E'Subject: Grüße\\r\\n\\r\\n');
      CALL ora.utl_smtp_write_data(c, NULL);
      CALL ora.utl_smtp_write_raw_data(c, convert_to('Grüße', 'UTF8'));
      ASSERT (SELECT count(*) FROM ora.outgoing_mail) = 0;
      PERFORM ora.utl_smtp_close_data(c);
      PERFORM ora.utl_smtp_mail(c, 'a@x'), ora.utl_smtp_rcpt(c, 'd@x'), ora.utl_smtp_data(c, 'second');
      PERFORM ora.utl_smtp_command(c, 'AUTH LOGIN'), ora.utl_smtp_command(c, 'MAIL FROM:', '<e@x>'), ora.utl_smtp_command(c, 'RCPT TO:<f@x>'), ora.utl_smtp_data(c, 'third');
      PERFORM ora.utl_smtp_mail(c, 'a@x');
      PERFORM ora.utl_smtp_quit(c);
    END $do$`);
    expect(await queued()).toEqual([
      ['mx|2525|a@x|b@x,c@x|Subject: Gr??e\r\n\r\nGrüße'],
      ['mx|2525|a@x|d@x|second'],
      ['mx|2525|e@x|f@x|third'],
    ]);
    await db.query('DELETE FROM ora.outgoing_mail');
  });

  it('of UTL_MAIL has its headers, and everybody who gets it', async () => {
    await db.query(
      `CALL ora.utl_mail_send('a@x', 'b@x; c@x', bcc => 'd@x', subject => 'S', message => 'M', mime_type => 'text/plain; charset=utf-8')`,
    );
    const [row] = await queued();
    expect(String(row?.[0]).replace(/Date: \w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}\r\n/, '')).toBe(
      'a@x|b@x,c@x,d@x|From: a@x\r\nTo: b@x; c@x\r\nSubject: S\r\nX-Priority: 3\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nM',
    );
    await db.query('DELETE FROM ora.outgoing_mail');
    await db.query(
      `CALL ora.utl_mail_send_attach_raw('a@x', 'b@x', message => 'M', attachment => '\\x00ff', att_filename => 'f.bin')`,
    );
    const [attached] = await queued();
    expect(attached?.[0]).toMatch(
      /Content-Transfer-Encoding: base64\r\nContent-Disposition: inline; filename="f.bin"\r\n\r\nAP8=\r\n/,
    );
  });
});
