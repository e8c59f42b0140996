// Passkeys in a real Chromium, whose authenticator is a virtual one (WebAuthn §11, over CDP).
//
// Prints one JSON object of what was answered; tests/browser/test_passkeys.py says what it should be.
// usage: node passkeys.mjs CHROMIUM ADDRESS OTHER_ADDRESS EMAIL PASSWORD
import { chromium } from 'playwright-core'

const [executablePath, address, otherAddress, email, password] = process.argv.slice(2)
const PATIENCE_MS = 20_000 // a loaded machine; nothing waits this long when all is well
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]
const PROBLEM = '... on Problem { code message }'
const SESSION = '... on SignedIn { accessToken user { email } } ... on SecondFactorRequired { challenge methods passkeyOptions }'
const CEREMONY = '... on PasskeyCeremony { options }'

const seen = {}
const browser = await chromium.launch({ executablePath, args: ARGUMENTS })

// A page of ours, as a web application would be written; its device is shared by all pages.
class Page {
  static async open(context, at) {
    const opened = new Page()
    opened.page = await context.newPage()
    await opened.page.goto(`${at}/graphiql`)
    opened.device = await context.newCDPSession(opened.page)
    await opened.device.send('WebAuthn.enable')
    return opened
  }

  async addDevice() {
    const { authenticatorId } = await this.device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true
      }
    })
    this.authenticatorId = authenticatorId
  }

  async copyDevice(other) {
    await this.addDevice()
    const { authenticatorId } = other
    const { credentials } = await other.device.send('WebAuthn.getCredentials', { authenticatorId })
    for (const credential of credentials) {
      await this.device.send('WebAuthn.addCredential', { authenticatorId: this.authenticatorId, credential })
    }
  }

  verifies(isUserVerified) {
    const { authenticatorId } = this
    return this.device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  }

  mutate(name, selection, input, token) {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input!`
    const query = `mutation M($input: ${type}) { ${name}(input: $input) { ${selection} ${PROBLEM} } }`
    return this.page.evaluate(
      async ([query, input, token]) => {
        const answer = await fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
          body: JSON.stringify({ query, variables: { input } })
        })
        const { data, errors } = await answer.json()
        return data ? Object.values(data)[0] : { errors }
      },
      [query, input, token]
    )
  }

  create(options) {
    return this.page.evaluate(async (options) => {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
      return (await navigator.credentials.create({ publicKey })).toJSON()
    }, options)
  }

  get(options) {
    return this.page.evaluate(async (options) => {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
      try {
        return (await navigator.credentials.get({ publicKey })).toJSON()
      } catch (error) {
        return { refused: error.name }
      }
    }, options)
  }
}

async function theStory() {
  const context = await browser.newContext()
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await Page.open(context, address)
  await page.addDevice()
  const { accessToken } = await page.mutate('logIn', SESSION, { email, password })

  const { options } = await page.mutate('startPasskeyRegistration', CEREMONY, {}, accessToken)
  const credential = await page.create(options)
  seen.made = credential
  const passkey = '... on PasskeyRegistration { recoveryCodes passkey { name isBackedUp } }'
  seen.registered = await page.mutate('finishPasskeyRegistration', passkey, { name: 'Chromium', credential }, accessToken)
  const again = await page.mutate('startPasskeyRegistration', CEREMONY, {}, accessToken)
  seen.excluded = await page.create(again.options).catch((error) => error.message)

  await theSignIn(page)
  await theSecondFactor(page)
  await theRefusals(page)
  await theOtherOrigin(context, page)
  await theGraphiQL(page, seen.registered.recoveryCodes[0])
}

async function theSignIn(page) {
  const { options } = await page.mutate('startPasskeySignIn', CEREMONY, {})
  const credential = await page.get(options)
  seen.signedIn = await page.mutate('completePasskeySignIn', SESSION, { credential })
  seen.replayed = await page.mutate('completePasskeySignIn', SESSION, { credential })
}

async function theSecondFactor(page) {
  const { challenge, methods, passkeyOptions } = await page.mutate('logIn', SESSION, { email, password })
  seen.methods = methods
  const passkey = await page.get(passkeyOptions)
  seen.completed = await page.mutate('completeSignIn', SESSION, { challenge, passkey })
}

// Who is not asked by the device: the browser refuses, and where it is talked out of it, we do.
async function theRefusals(page) {
  await page.verifies(false)
  const { options } = await page.mutate('startPasskeySignIn', CEREMONY, {})
  seen.unverifiedInBrowser = await page.get(options)
  const credential = await page.get({ ...options, userVerification: 'discouraged' })
  seen.unverified = await page.mutate('completePasskeySignIn', SESSION, { credential })
  await page.verifies(true)
}

// The same device and relying party on a page of another origin, and one of another name.
async function theOtherOrigin(context, page) {
  const other = await Page.open(context, otherAddress)
  await other.copyDevice(page)
  const { options } = await other.mutate('startPasskeySignIn', CEREMONY, {})
  const credential = await other.get(options)
  seen.otherOrigin = await other.mutate('completePasskeySignIn', SESSION, { credential })

  const named = await Page.open(context, address.replace('localhost', '127.0.0.1'))
  await named.addDevice()
  seen.otherName = await named.get(options)
}

// The panel of GraphiQL asks for the factor: once by a recovery code, once by the passkey.
async function theGraphiQL({ page }, recoveryCode) {
  const account = page.getByRole('region', { name: 'Account' })
  const signIn = async () => {
    await account.getByLabel('E-mail').fill(email)
    await account.getByLabel('Password').fill(password)
    await account.getByRole('button', { name: 'Sign in' }).click()
  }
  await signIn()
  await account.getByLabel(/^Code of your application/).fill('no such code')
  await account.getByRole('button', { name: 'Complete sign-in' }).click()
  seen.panelRefuses = await account.getByRole('alert').innerText()
  await account.getByLabel(/^Code of your application/).fill(recoveryCode)
  await account.getByRole('button', { name: 'Complete sign-in' }).click()
  await page.locator('.allin-who', { hasText: 'Owner' }).waitFor()
  await account.getByRole('button', { name: 'Sign out' }).click()
  await signIn()
  await account.getByRole('button', { name: 'Use a passkey' }).click()
  await page.locator('.allin-who', { hasText: 'Owner' }).waitFor()
  seen.panelSignsIn = true
}

try {
  await theStory()
  console.log(JSON.stringify(seen))
} catch (error) {
  console.log(`${error.stack}\n${JSON.stringify(seen, null, 2).slice(0, 5_000)}`)
  process.exitCode = 1
} finally {
  await browser.close()
}
