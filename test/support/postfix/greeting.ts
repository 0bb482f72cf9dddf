/** Owns the question whether somebody greets on a port. */
import { connect } from 'node:net';

/** True where the port of 127.0.0.1 says "220" within a second. */
export function greeting(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (greets: boolean) => {
      socket.destroy();
      resolve(greets);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('data', (bytes) => end(bytes.toString('latin1').startsWith('220')));
  });
}
