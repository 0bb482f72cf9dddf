// A mail server that takes everything and keeps nothing, in a process of its own: it must not share our core.
import selfsigned from 'selfsigned';
import { SMTPServer } from 'smtp-server';

const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
  keyType: 'ec',
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
});
const server = new SMTPServer({
  secure: true,
  key,
  cert,
  onAuth: (_auth, _session, done) => done(null, { user: 'bench' }),
  onData: (stream, _session, done) => {
    stream.resume();
    stream.on('end', () => done());
  },
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.server.address().port, cert }));
