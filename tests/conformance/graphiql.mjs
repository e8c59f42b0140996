// A person at GraphiQL, in a real Chromium: does what the README's walk does, in one sitting.
//
// Prints one JSON object of what was seen; tests/browser/test_graphiql.py says what it should be.
// usage: node graphiql.mjs CHROMIUM ADDRESS EMAIL PASSWORD FOLDER
import { join } from 'node:path'

import { chromium } from 'playwright-core'

const [executablePath, address, email, password, folder] = process.argv.slice(2)
const PATIENCE_MS = 20_000 // a loaded machine; nothing waits this long when all is well
// As root there is no sandbox; the others keep Chromium from looking for its maker's hosts.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]
const ME = 'query Me { me { email } }'
const QUERY_WITH_VARIABLES = `query Few($first: Int!) {
  posts(first: $first) {
    totalCount
    nodes { text }
  }
}
`
const EVENTS = `subscription Events {
  organizationEvents {
    type
  }
}
`
const WRITE = `mutation Write($text: String!) {
  createPost(input: { text: $text }) {
    __typename
    ... on Post { id }
  }
}
`

const seen = { console: [], violations: [], requests: [], sockets: [], tokens: new Set(), renewals: 0 }

const browser = await chromium.launch({ executablePath, args: ARGUMENTS })
const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } })
context.setDefaultTimeout(PATIENCE_MS)
await context.exposeFunction('tellViolation', (violation) => seen.violations.push(violation))
await context.addInitScript(() => {
  document.addEventListener('securitypolicyviolation', (event) => {
    window.tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`)
  })
})
context.on('console', (message) => seen.console.push(`${message.type()}: ${message.text()}`))
context.on('weberror', (error) => seen.console.push(`thrown: ${error.error().message}`))
context.on('request', (request) => {
  seen.requests.push(request.url())
  if (request.url().endsWith('/session/continue')) seen.renewals += 1
  const { authorization } = request.headers()
  if (authorization) seen.tokens.add(authorization)
})
context.on('page', (page) => page.on('websocket', (socket) => seen.sockets.push(socket.url())))

class GraphiQL {
  static async open() {
    const graphiql = new GraphiQL()
    graphiql.page = await context.newPage()
    await graphiql.page.goto(`${address}/graphiql`)
    await graphiql.isReady()
    return graphiql
  }

  async isReady() {
    await this.page.locator('.graphiql-query-editor .view-line').first().waitFor()
    await this.who().waitFor()
  }

  who() {
    return this.page.locator('.allin-who')
  }

  async isSeen(name) {
    await this.page.locator('.allin-who', { hasText: name }).waitFor()
    return true
  }

  // Through Monaco's own model, as if it had been pasted.
  write(editor, text) {
    return this.page.evaluate(
      ([editor, text]) => {
        const models = globalThis.__MONACO.editor.getModels()
        models.find(({ uri }) => uri.path.includes(editor)).setValue(text)
      },
      [editor, text]
    )
  }

  async response(pattern, timeout = PATIENCE_MS) {
    const found = await this.page.waitForFunction(
      (pattern) => {
        const models = globalThis.__MONACO.editor.getModels()
        const text = models.find(({ uri }) => uri.path.includes('response')).getValue()
        return new RegExp(pattern).test(text) && text
      },
      pattern,
      { timeout }
    )
    return JSON.parse(await found.jsonValue())
  }

  async start(query, variables = {}) {
    await this.write('operation', query)
    await this.write('variables', JSON.stringify(variables, null, 2))
    const [, name] = query.match(/^\w+ (\w+)/) // the tab is called so once the document was read
    const hasText = new RegExp(`^${name}$`)
    await this.page.locator('.graphiql-tab-active .graphiql-tab-button', { hasText }).waitFor()
    await this.page.getByRole('button', { name: /^Execute query/ }).click()
  }

  async run(query, variables) {
    await this.start(query, variables)
    return this.response('"(data|errors)"')
  }

  async signIn() {
    const account = this.page.getByRole('region', { name: 'Account' })
    await account.getByLabel('E-mail').fill(email)
    await account.getByLabel('Password').fill(password)
    await account.getByRole('button', { name: 'Sign in' }).click()
  }

  async look(name) {
    const path = join(folder, `${name}.png`)
    await this.page.screenshot({ path })
    return path
  }
}

async function theStory() {
  const first = await GraphiQL.open()
  seen.tabs = await first.page.getByRole('tab').allInnerTexts()
  seen.nobody = await first.run(ME)
  await first.signIn()
  seen.isSignedIn = await first.isSeen('Owner')
  seen.somebody = await first.run(ME)

  seen.query = await first.run(QUERY_WITH_VARIABLES, { first: 3 })
  seen.languages = await theLanguages(first)
  await first.page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
  await first.page.getByRole('link', { name: 'Subscription', exact: true }).click()
  await first.page.getByRole('link', { name: 'publicationProgress', exact: true }).waitFor()
  seen.documentation = await first.page.locator('.graphiql-plugin').innerText()

  const second = await theSubscription(first)
  await theReloads(first, second)
  await theRenewal(first)
  await theEnd(first, second)
}

// What only the workers can know: that a field does not exist, and which ones do.
async function theLanguages(graphiql) {
  await graphiql.write('operation', 'query Wrong {\n  mee { id }\n}\n')
  await graphiql.page.locator('.squiggly-error').first().waitFor({ state: 'attached' })
  await graphiql.write('operation', 'query Some {\n  \n}\n')
  await graphiql.page.locator('.graphiql-query-editor .view-line').nth(1).click()
  await graphiql.page.keyboard.press('End')
  await graphiql.page.keyboard.type('social') // few begin so: the list shows all of them
  await graphiql.page.keyboard.press('Control+Space')
  await graphiql.page.getByRole('option', { name: 'socialAccounts', exact: true }).waitFor()
  const rows = await graphiql.page.locator('.suggest-widget .monaco-list-row .label-name').allInnerTexts()
  await graphiql.page.keyboard.press('Escape')
  return rows
}

async function theSubscription(first) {
  const second = await GraphiQL.open()
  seen.isSignedInElsewhere = await second.isSeen('Owner')
  await first.start(EVENTS)
  // Nothing tells when the server has taken a subscription up: what came before is not told.
  for (let number = 1; !seen.event && number < 10; number += 1) {
    seen.written = await second.run(WRITE, { text: `Post ${number}` })
    seen.event = await first.response('post\\.', 2_000).catch(() => null)
  }
  seen.screenshots = [await first.look('graphiql'), await second.look('graphiql-second-window')]
  await first.page.getByRole('button', { name: /^Stop/ }).click()
  return second
}

async function theReloads(first, second) {
  await Promise.all([first.page.reload(), second.page.reload()])
  await Promise.all([first.isReady(), second.isReady()])
  seen.isSignedInAfterReloads = (await first.isSeen('Owner')) && (await second.isSeen('Owner'))
  seen.kept = await first.page.evaluate(() =>
    JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])
  )
  seen.cookies = await context.cookies(`${address}/session/continue`)
}

async function theRenewal(graphiql) {
  const [tokens, renewals] = [seen.tokens.size, seen.renewals]
  await graphiql.page.evaluate(() => {
    const real = performance.now.bind(performance)
    performance.now = () => real() + 590_000 // ten seconds before the token ends
  })
  seen.later = await graphiql.run(ME)
  seen.renewed = { tokens: seen.tokens.size - tokens, renewals: seen.renewals - renewals }
}

async function theEnd(first, second) {
  const last = [...seen.tokens].at(-1)
  await first.who().click()
  await first.look('graphiql-account')
  await first.page.getByRole('button', { name: 'Sign out' }).click()
  seen.isSignedOut = (await first.isSeen('Sign in')) && (await second.isSeen('Sign in'))
  seen.afterwards = await first.run(ME)
  seen.cookiesAfterwards = await context.cookies(`${address}/session/continue`)
  seen.lastTokenAfterwards = await first.page.evaluate(async (authorization) => {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ me { email } }' })
    })
    return answer.json()
  }, last)
}

try {
  await theStory()
  seen.screenshots.push(join(folder, 'graphiql-account.png'))
  console.log(JSON.stringify({ ...seen, tokens: [...seen.tokens] }))
} catch (error) {
  const page = context.pages()[0]
  const path = join(folder, 'graphiql-failed.png')
  await page?.screenshot({ path }).catch(() => {})
  console.log(`${error.stack}\nThe page then: ${path}`)
  console.log(JSON.stringify({ ...seen, tokens: seen.tokens.size }, null, 2).slice(0, 5_000))
  process.exitCode = 1
} finally {
  await browser.close()
}
