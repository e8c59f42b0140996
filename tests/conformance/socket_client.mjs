// Drives the real graphql-ws by lines of JSON: commands come in, and what the client says goes out.
//
//   node socket_client.mjs URL
//   {"do": "parameters", "parameters": {…}}        answers {"asks": "parameters"}
//   {"do": "follow", "id": "a", "payload": {…}}     query, mutation or subscription
//   {"do": "leave", "id": "a"}
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'

const say = (line) => console.log(JSON.stringify(line))
const leave = {}
let give

const client = createClient({
  url: process.argv[2],
  webSocketImpl: WebSocket,
  retryAttempts: Infinity,
  retryWait: () => setTimeout(100),
  // A server that is not there yet is an error event and no close; the client asks again by itself only after a close.
  shouldRetry: () => true,
  connectionParams: () => {
    say({ asks: 'parameters' })
    return new Promise((resolve) => (give = resolve))
  },
  on: {
    connected: (_socket, _payload, again) => say({ connected: true, again }),
    closed: ({ code, reason }) => say({ closed: code, reason }),
  },
})

// What a client does that misses nothing: it keeps the last number, and asks again for what came after it.
// The client reads the payload at each connection.
function remember(payload, result) {
  const number = Object.values(result.data ?? {})[0]?.number
  if (number !== undefined && payload.variables?.after !== undefined) payload.variables.after = number
}

const commands = {
  parameters: ({ parameters }) => give(parameters),
  follow: ({ id, payload }) => {
    leave[id] = client.subscribe(payload, {
      next: (result) => {
        remember(payload, result)
        say({ id, next: result })
      },
      error: (error) => say({ id, error: Array.isArray(error) ? error : { code: error.code, reason: error.reason } }),
      complete: () => say({ id, complete: true }),
    })
  },
  leave: ({ id }) => leave[id](),
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  commands[command.do](command)
}
await client.dispose()
