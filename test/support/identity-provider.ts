/**
 * Owns an identity provider on loopback: OpenID discovery, three grants, the device flow, exchanged refresh tokens, and the
 * introspection by which a mail server asks whether a token is still good.
 */
import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CANARIES } from './canaries.js';

export const CLIENT_ID = 'invite-test';
export const CLIENT_SECRET = CANARIES.clientSecret;

export interface ProviderWish {
  /** Whose mailbox a token is for. */
  readonly user: string;
  /** `expires_in` as it is told, seconds; default an hour. */
  readonly lifetime?: number;
  /** Access tokens are about so long; default 40 characters. */
  readonly tokenLength?: number;
  /** After so many introspections a token is over, whatever was told; default never. */
  readonly uses?: number;
  /** Milliseconds from the exchange of a refresh token to the answer. */
  readonly delay?: number;
  /** Every answer of the token endpoint is this error. */
  readonly error?: { readonly status: number; readonly body: object };
  /** Refuses, and repeats what it was sent; takes the secret by Basic alone, or in the form. */
  readonly echo?: 'client_secret_basic' | 'client_secret_post';
}

export interface LocalProvider {
  readonly issuer: string;
  /** May be changed at any time. */
  wish: ProviderWish;
  /** Text of the JSON file of a service account that this provider knows. */
  readonly keyFile: string;
  readonly introspectionUrl: string;
  /** Secrets that were ever given out or are kept here. */
  readonly secrets: string[];
  /** Grants by type, in their order. */
  readonly grants: string[];
  /** What a person does in the browser. */
  approve(userCode: string): void;
  decline(userCode: string): void;
  /** All access tokens are over from now on. */
  revokeAccess(): void;
  close(): Promise<void>;
}

interface Device {
  readonly userCode: string;
  state: 'pending' | 'approved' | 'declined';
}

export async function startIdentityProvider(first: ProviderWish): Promise<LocalProvider> {
  const access = new Map<string, number>();
  const refresh = new Map<string, 'good' | 'used'>();
  const devices = new Map<string, Device>();
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const email = 'dienst@projekt.example';
  const keyFile = JSON.stringify({
    type: 'service_account',
    client_email: email,
    private_key_id: 'key-1',
    private_key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    token_uri: 'https://oauth2.googleapis.com/token',
  });
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: LocalProvider = {
    issuer,
    wish: first,
    keyFile,
    introspectionUrl: `${issuer}/introspect?token=`,
    secrets: [CLIENT_SECRET],
    grants: [],
    approve: (code) => decide(code, 'approved'),
    decline: (code) => decide(code, 'declined'),
    revokeAccess: () => access.clear(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return provider;

  function decide(code: string, state: Device['state']): void {
    const device = [...devices.values()].find(({ userCode }) => userCode === code);
    if (device === undefined) throw new Error(`no such code: ${code}`);
    device.state = state;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (pathname === '/.well-known/openid-configuration') return send(200, metadata());
    if (pathname === '/introspect') return send(200, introspected(searchParams.get('token') ?? ''));
    const body = await bodyOf(request);
    const form = new URLSearchParams(body);
    if (pathname === '/device') return send(200, begin());
    if (pathname !== '/token') return send(404, { error: 'not_found' });
    const { error, echo } = provider.wish;
    const said = `not understood: ${body} ${request.headers.authorization}`;
    if (echo) return send(400, { error: 'invalid_request', error_description: said });
    if (error) return send(error.status, error.body);
    const result = granted(form);
    if (form.has('refresh_token')) await sleep(provider.wish.delay ?? 0);
    return send('error' in result ? 400 : 200, result);
  }

  function metadata(): object {
    return {
      issuer,
      token_endpoint: `${issuer}/token`,
      device_authorization_endpoint: `${issuer}/device`,
      ...(provider.wish.echo ? { token_endpoint_auth_methods_supported: [provider.wish.echo] } : {}),
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  function introspected(token: string): object {
    const left = access.get(token) ?? 0;
    access.set(token, left - 1);
    return left > 0 ? { active: true, user: provider.wish.user } : { active: false };
  }

  function begin(): object {
    const device: Device = {
      userCode: `ABCD-${randomBytes(2).toString('hex').toUpperCase()}`,
      state: 'pending',
    };
    const code = randomBytes(20).toString('hex');
    devices.set(code, device);
    return {
      device_code: code,
      user_code: device.userCode,
      verification_uri: `${issuer}/login`,
      expires_in: 600,
      interval: 1,
    };
  }

  function granted(form: URLSearchParams): object {
    const type = (form.get('grant_type') ?? '').replace(/^.*:/, '');
    if (type === 'device_code') {
      const device = devices.get(form.get('device_code') ?? '');
      if (device === undefined) return { error: 'expired_token' };
      if (device.state === 'pending') return { error: 'authorization_pending' };
      if (device.state === 'declined') return { error: 'authorization_declined' };
    }
    provider.grants.push(type);
    switch (type) {
      case 'device_code':
        return tokens(true);
      case 'client_credentials':
        return form.get('client_secret') === CLIENT_SECRET
          ? tokens(false)
          : { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' };
      case 'jwt-bearer':
        return asserted(form.get('assertion') ?? '') ? tokens(false) : { error: 'invalid_grant' };
      case 'refresh_token':
        return exchanged(form.get('refresh_token') ?? '');
      default:
        return { error: 'unsupported_grant_type' };
    }
  }

  /** Each is good once; a second use ends them all (RFC 9700 4.14.2). */
  function exchanged(token: string): object {
    if (refresh.get(token) !== 'good') {
      refresh.clear();
      return { error: 'invalid_grant', error_description: 'AADSTS700082: The refresh token has expired.' };
    }
    refresh.set(token, 'used');
    return tokens(true);
  }

  function asserted(assertion: string): boolean {
    const [head = '', body = '', signature = ''] = assertion.split('.');
    const key = createPublicKey(pair.publicKey.export({ type: 'spki', format: 'pem' }));
    const signed = Buffer.from(`${head}.${body}`);
    if (!verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) return false;
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    return (
      claims['iss'] === email && claims['sub'] === provider.wish.user && claims['aud'] === `${issuer}/token`
    );
  }

  function tokens(withRefresh: boolean): object {
    const { lifetime = 3600, tokenLength = 40, uses = Number.POSITIVE_INFINITY } = provider.wish;
    const token = `${CANARIES.accessToken}${randomBytes(tokenLength).toString('hex').slice(0, tokenLength)}`;
    access.set(token, uses);
    provider.secrets.push(token);
    const whole = { access_token: token, token_type: 'Bearer', expires_in: lifetime };
    if (!withRefresh) return whole;
    const next = `${CANARIES.refreshToken}${randomBytes(20).toString('hex')}`;
    refresh.set(next, 'good');
    provider.secrets.push(next);
    return { ...whole, refresh_token: next };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
