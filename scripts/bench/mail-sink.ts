/** A mail server on loopback that takes everything: prints its port and serves until its pipe closes. */
import process from 'node:process';
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onData: (stream, _session, done) => {
    stream.on('end', () => {
      done();
    });
    stream.resume();
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`${String(address.port)}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
