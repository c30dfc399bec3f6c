import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { alertOf, channelOf, digest, hostile, rendered, sent } from '../testing/sending.ts';

interface Mailbox {
  readonly port: number;
  readonly mails: string[];
}

async function mailServer(): Promise<Mailbox> {
  const mails: string[] = [];
  const reply = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
  const server = new SMTPServer({
    allowInsecureAuth: true,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) => (password === 'right' ? done(null, { user: username ?? '' }) : done(reply(535, 'Error: authentication failed'))),
    onRcptTo: ({ address }, _session, done) => done(address.startsWith('gone') ? reply(550, 'No such mailbox') : address.startsWith('full') ? reply(452, 'Mailbox full') : null),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (part: Buffer) => chunks.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString('utf8'));
        done(null);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, mails };
}

const channel = (port: number, more: object = {}) => channelOf({ type: 'email', host: '127.0.0.1', port, security: 'none', from: 'alerts@bank.example', to: ['desk@bank.example'], ...more });
const header = (mail: string, name: string): string => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(mail)?.[1] ?? '';

test('a mail is text and HTML, with the severity in its subject, and known by its id', async () => {
  const { port, mails } = await mailServer();
  expect(await sent(channel(port, { user: 'ann', password: 'right' }), alertOf())).toEqual({ type: 'accepted' });
  const [mail = ''] = mails;
  expect(header(mail, 'Subject')).toBe('[Critical] Card 9031 used 4 times');
  expect(header(mail, 'Message-ID')).toBe('<ruleloom-1@bank.example>');
  expect([header(mail, 'Content-Type'), header(mail, 'Auto-Submitted'), header(mail, 'Importance')]).toEqual([expect.stringContaining('multipart/alternative'), 'auto-generated', 'high']);
  expect(rendered(channel(port), digest).text).toContain('Low: 9,900 × Abroad (Cards)');
});

test('what others wrote does nothing in it', async () => {
  const { port, mails } = await mailServer();
  for (const text of hostile) {
    const body = rendered(channel(port), alertOf({ title: text, message: text, facts: [{ label: text, value: text }] })).body as { html: string };
    expect(body.html).not.toMatch(/<script|<font|<at |<!channel|<@all/);
  }
  expect(await sent(channel(port), alertOf({ title: 'Hello\r\nBcc: everybody@bank.example\r\n\r\nx' }))).toEqual({ type: 'accepted' });
  expect(header(mails[0] ?? '', 'Bcc')).toBe('');
});

test('the code of the reply tells whether to come again', async () => {
  const { port } = await mailServer();
  expect(await sent(channel(port, { user: 'ann', password: 'wrong' }), alertOf())).toMatchObject({ type: 'never', why: { en: expect.stringContaining('user and password') } });
  expect(await sent(channel(port, { to: ['gone@bank.example'] }), alertOf())).toMatchObject({ type: 'never' });
  expect(await sent(channel(port, { to: ['full@bank.example'] }), alertOf())).toMatchObject({ type: 'later' });
  expect(await sent(channel(port, { to: ['gone@bank.example', 'desk@bank.example'] }), alertOf())).toMatchObject({ type: 'accepted', why: { en: expect.stringContaining('gone@bank.example') } });
  expect(await sent(channel(port, { security: 'starttls' }), alertOf())).toMatchObject({ type: 'never', why: { en: expect.stringContaining('STARTTLS') } });
  expect(await sent(channel(9), alertOf())).toMatchObject({ type: 'later' });
});
