// A provider of OpenID Connect on loopback, which lets in whoever says a name.
// It tells its port on the first line, and ends with its standard input.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, redirect, start] = process.argv.slice(2);

// It lives in the time of the test.
const shift = Date.parse(start) - Date.now();
const now = Date.now;
Date.now = () => now() + shift;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig' };

const server = createServer();
server.listen(Number(port), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'etablera',
      client_secret: 'between us',
      redirect_uris: [redirect],
    }],
    cookies: { keys: ['only for tests'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    jwks: { keys: [key] },
    pkce: { required: () => true },
  });
  server.on('request', provider.callback());
  console.log(server.address().port);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit());
