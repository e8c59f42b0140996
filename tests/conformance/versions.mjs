// Prints the names of the packages that could be loaded, sorted.
import { auditServer } from 'graphql-http'
import { createClient as createStream } from 'graphql-sse'
import { createClient as createSocket } from 'graphql-ws'

const found = { 'graphql-http': auditServer, 'graphql-sse': createStream, 'graphql-ws': createSocket }
console.log(Object.keys(found).filter((name) => typeof found[name] === 'function').join('\n'))
