// Fastify and Mercurius with its JIT, its batching loaders, and pg: four statements a request.
import Fastify from 'fastify'
import mercurius from 'mercurius'
import pg from 'pg'

const { BENCH_PORT, BENCH_DATABASE, BENCH_ORGANIZATION } = process.env
const pool = new pg.Pool({ ...JSON.parse(BENCH_DATABASE), max: 16 })

const schema = `
  type Query { posts(first: Int!): Posts! }
  type Posts { nodes: [Post!]! }
  type Post { id: ID! text: String! version: Int! createdAt: String! updatedAt: String! publications: [Publication!]! }
  type Publication { id: ID! state: String! dueAt: String! url: String socialAccount: SocialAccount! metrics: MetricSnapshot }
  type SocialAccount { id: ID! handle: String! platform: String! }
  type MetricSnapshot { takenAt: String! values: [MetricValue!]! }
  type MetricValue { metric: String! value: Int! }
`
const rows = async (name, text, values) => (await pool.query({ name, text, values })).rows
const time = (value) => value.toISOString()

const resolvers = {
  Query: {
    posts: async (_, { first }) => ({
      nodes: await rows(
        'posts',
        `SELECT id, text, version, created_at, updated_at FROM posts
         WHERE organization_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT $2`,
        [BENCH_ORGANIZATION, first]
      )
    })
  },
  Post: { createdAt: (post) => time(post.created_at), updatedAt: (post) => time(post.updated_at) },
  Publication: { dueAt: (publication) => time(publication.due_at) },
  MetricSnapshot: {
    takenAt: (snapshot) => time(snapshot.taken_at),
    values: ({ counters }) => Object.keys(counters).sort().map((metric) => ({ metric, value: counters[metric] }))
  }
}
const by = (found, key) => new Map(found.map((row) => [row[key], row]))
const loaders = {
  Post: {
    async publications (queries) {
      const found = await rows(
        'publications',
        `SELECT id, post_id, social_account_id, state, due_at, url FROM publications
         WHERE post_id = ANY($1::uuid[]) ORDER BY id`,
        [queries.map(({ obj }) => obj.id)]
      )
      const lists = new Map(queries.map(({ obj }) => [obj.id, []]))
      for (const row of found) lists.get(row.post_id).push(row)
      return queries.map(({ obj }) => lists.get(obj.id))
    }
  },
  Publication: {
    async socialAccount (queries) {
      const found = await rows(
        'accounts',
        'SELECT id, handle, platform FROM social_accounts WHERE id = ANY($1::uuid[])',
        [[...new Set(queries.map(({ obj }) => obj.social_account_id))]]
      )
      const accounts = by(found, 'id')
      return queries.map(({ obj }) => accounts.get(obj.social_account_id))
    },
    async metrics (queries) {
      const found = await rows(
        'metrics',
        `SELECT DISTINCT ON (publication_id) publication_id, taken_at, counters FROM metric_snapshots
         WHERE publication_id = ANY($1::uuid[]) ORDER BY publication_id, id DESC`,
        [queries.map(({ obj }) => obj.id)]
      )
      const snapshots = by(found, 'publication_id')
      return queries.map(({ obj }) => snapshots.get(obj.id))
    }
  }
}

const app = Fastify()
app.register(mercurius, { schema, resolvers, loaders, jit: 1 })
await app.listen({ host: '127.0.0.1', port: Number(BENCH_PORT) })
