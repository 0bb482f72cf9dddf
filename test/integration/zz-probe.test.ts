import { it } from 'vitest';
import { Secret } from '../../src/profile/profile.js';
import { openConnection } from '../../src/smtp/submission.js';
import { startScriptedServer } from '../support/scripted-server.js';
it('probe', async () => {
  for (const script of [{ MAIL: '550 5.7.60 no' }, { MAIL: '550 5.7.60 no', RCPT: '503 5.5.1 need MAIL', DATA: '503 5.5.1 need RCPT' },{ MAIL: '421 5.7.60 no', RCPT: '503 5.5.1 need MAIL', DATA: '503 5.5.1 need RCPT' }, { RCPT: '421 4.1.1 no' }, {RCPT: '421 4.1.1 no', DATA: '503 5.5.1 need RCPT'}]) {
    const server = await startScriptedServer({ script });
    const r = await openConnection({ host: '127.0.0.1', port: server.port, encryption: 'none', user: 'u', password: new Secret('pppp'), ca: null });
    if (r.kind === 'open') { console.log(JSON.stringify(script), await r.connection.submit({ from: 'a@x.test', to: 'b@x.test', bytes: Buffer.from('x\r\n') }, async () => {}), r.connection.alive, server.lines(), server.completed.length); r.connection.abort(); }
    await server.close();
  }
});
