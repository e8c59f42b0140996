// Drives the real graphql-sse, in distinct connections mode, by lines of JSON: see socket_client.mjs.
//
//   node stream_client.mjs URL
//   {"do": "headers", "headers": {…}}               answers {"asks": "headers", "id": "a"}
//   {"do": "follow", "id": "a", "payload": {…}}      query, mutation or subscription
//   {"do": "leave", "id": "a"}
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { createClient } from 'graphql-sse'

const say = (line) => console.log(JSON.stringify(line))
const leave = {}
const give = []

const client = createClient({
  url: process.argv[2],
  retryAttempts: Infinity,
  retry: () => setTimeout(100),
  headers: () => {
    say({ asks: 'headers' })
    return new Promise((resolve) => give.push(resolve))
  },
})

function remember(payload, result) {
  const number = Object.values(result.data ?? {})[0]?.number
  if (number !== undefined && payload.variables?.after !== undefined) payload.variables.after = number
}

const commands = {
  headers: ({ headers }) => give.shift()(headers),
  follow: ({ id, payload }) => {
    leave[id] = client.subscribe(
      payload,
      {
        next: (result) => {
          remember(payload, result)
          say({ id, next: result })
        },
        error: (error) => say({ id, error: { message: error.message, status: error.response?.status } }),
        complete: () => say({ id, complete: true }),
      },
      { connected: (again) => say({ id, connected: true, again }) },
    )
  },
  leave: ({ id }) => leave[id](),
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  commands[command.do](command)
}
client.dispose()
