// Runs the audits of graphql-http against a server and prints, for each, its id, what came of it and why.
import { serverAudits } from 'graphql-http'

const [url, token] = process.argv.slice(2)
const authorization = token ? { authorization: `Bearer ${token}` } : {}
const fetchFn = (address, init = {}) => fetch(address, { ...init, headers: { ...init.headers, ...authorization } })
const results = []
for (const { id, name, fn } of serverAudits({ url, fetchFn })) {
  const result = await fn()
  const text = result.response ? await result.response.clone().text().catch(() => '') : ''
  results.push({ id, name, status: result.status, reason: result.reason ?? '', answer: text.slice(0, 300) })
}
console.log(JSON.stringify(results))
