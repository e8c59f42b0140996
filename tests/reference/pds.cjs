// Starts Bluesky's own server on loopback, with a stand-in for the public directory of identities.
const crypto = require('node:crypto')
const fs = require('node:fs')
const http = require('node:http')
const os = require('node:os')
const path = require('node:path')

// The server asks for Node 22; with these two it runs on Node 20, which has what it really uses.
require('node:zlib').createZstdDecompress ??= () => { throw new Error('Node 22 has zstd') }
require('node:worker_threads').markAsUncloneable ??= () => {}
const { PDS, envToCfg, envToSecrets, readEnv } = require('@atproto/pds')

// The public directory is out of reach of a loopback server: this one believes every operation it is sent.
function directory() {
  const last = new Map()
  const document = (did, op) => ({
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    alsoKnownAs: op.alsoKnownAs,
    verificationMethod: Object.entries(op.verificationMethods).map(([name, key]) => ({
      id: `${did}#${name}`, type: 'Multikey', controller: did,
      publicKeyMultibase: key.replace('did:key:', ''),
    })),
    service: Object.entries(op.services).map(([name, s]) => ({
      id: `#${name}`, type: s.type, serviceEndpoint: s.endpoint,
    })),
  })
  return http.createServer((req, res) => {
    const [, did, ...rest] = decodeURIComponent(req.url).split('/')
    const answer = (status, body) => {
      res.writeHead(status, { 'content-type': 'application/json' })
      res.end(JSON.stringify(body))
    }
    if (req.method === 'POST') {
      let text = ''
      req.on('data', (part) => (text += part))
      req.on('end', () => { last.set(did, JSON.parse(text)); answer(200, {}) })
      return
    }
    const op = last.get(did)
    if (did === '_health') answer(200, { version: 'stand-in' })
    else if (!op) answer(404, { message: `DID not registered: ${did}` })
    else if (rest[0] === 'data') answer(200, { did, ...op })
    else if (rest[0] === 'log') answer(200, rest[1] === 'last' ? op : [op])
    else answer(200, document(did, op))
  })
}
const listen = (server) => new Promise((ok) => server.listen(0, '127.0.0.1', () => ok(server.address().port)))
async function freePort() {
  const server = http.createServer()
  const port = await listen(server)
  await new Promise((ok) => server.close(ok))
  return port
}
async function call(base, method, body, token) {
  const res = await fetch(`${base}/xrpc/${method}`, {
    method: 'POST', body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
  })
  if (!res.ok) throw new Error(`${method}: ${res.status} ${await res.text()}`)
  return res.json()
}
async function main() {
  const plc = directory()
  const plcPort = await listen(plc)
  const port = Number(process.env.PORT || (await freePort()))
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'reference-pds-'))
  const hex = () => crypto.randomBytes(32).toString('hex')
  Object.assign(process.env, {
    PDS_PORT: String(port), PDS_HOSTNAME: 'localhost', PDS_DEV_MODE: 'true',
    PDS_DATA_DIRECTORY: dir, PDS_BLOBSTORE_DISK_LOCATION: path.join(dir, 'blobs'),
    PDS_DID_PLC_URL: `http://127.0.0.1:${plcPort}`, PDS_JWT_SECRET: hex(), PDS_ADMIN_PASSWORD: hex(),
    PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: hex(), PDS_INVITE_REQUIRED: 'false',
    PDS_SERVICE_HANDLE_DOMAINS: '.test', PDS_RATE_LIMITS_ENABLED: 'true', PDS_CRAWLERS: '',
    PDS_DISABLE_SSRF_PROTECTION: 'true', LOG_ENABLED: process.env.LOG_ENABLED || 'false',
    PDS_BSKY_APP_VIEW_URL: 'http://127.0.0.1:9', PDS_BSKY_APP_VIEW_DID: 'did:web:localhost',
  })
  const env = readEnv()
  const pds = await PDS.create(envToCfg(env), envToSecrets(env))
  await pds.start()
  const base = `http://127.0.0.1:${port}`
  const password = 'correct horse battery'
  const account = await call(base, 'com.atproto.server.createAccount', { handle: 'alice.test', email: 'alice@example.com', password })
  const app = await call(base, 'com.atproto.server.createAppPassword', { name: 'allin' }, account.accessJwt)
  console.log(JSON.stringify({ url: base, handle: account.handle, did: account.did, email: 'alice@example.com', password: app.password, account_password: password }))
  const stop = async () => { await pds.destroy(); plc.close(); fs.rmSync(dir, { recursive: true, force: true }); process.exit(0) }
  process.on('SIGTERM', stop); process.on('SIGINT', stop)
}
main()
