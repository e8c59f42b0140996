// The session of this browser: whoever signs in here keeps it in a cookie that no script can read,
// and this page gets access tokens for it that are good for minutes.

const RENEW_BEFORE_MS = 60_000; // so that a request never leaves with a token about to expire
const START = '/session/start';
const SECOND_FACTOR = '/session/second-factor';
const CONTINUE = '/session/continue';
const END = '/session/end';
const CHANNEL = 'allin-session'; // between the tabs of one browser

export class BrowserSession {
  #state = { status: 'unknown', user: null };
  #token = null;
  #renewAt = 0;
  #renewing = null;
  #listeners = new Set();
  #tabs = new BroadcastChannel(CHANNEL);

  constructor() {
    this.#tabs.onmessage = () => this.#renew(); // somebody signed in or out in another tab
  }

  get state() {
    return this.#state;
  }

  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  // An access token that will last for the next request, or null when nobody is signed in.
  async bearer() {
    const isKnown = this.#state.status === 'out' || performance.now() < this.#renewAt;
    if (!isKnown) await this.#renew();
    return this.#token;
  }

  // Gives what is asked for besides, of who has a second factor: `complete` takes it.
  start(email, password) {
    return this.#begin(START, { email, password });
  }

  complete({ challenge }, factor) {
    return this.#begin(SECOND_FACTOR, { challenge, ...factor });
  }

  async #begin(path, given) {
    const { problem, secondFactor, session } = await inTurn(() => ask(path, given));
    if (session) {
      this.#take(session);
      this.#tabs.postMessage('started');
    }
    return { problem: problem?.message ?? null, secondFactor: secondFactor ?? null };
  }

  async end() {
    const answer = await inTurn(() => ask(END));
    if (answer.problem) return answer.problem.message;
    this.#take(null);
    this.#tabs.postMessage('ended');
    return null;
  }

  // However many ask at once, one request leaves.
  #renew() {
    this.#renewing ??= inTurn(() => ask(CONTINUE))
      .then(({ session, problem }) => {
        if (problem) throw new Error(problem.message);
        this.#take(session);
      })
      .finally(() => {
        this.#renewing = null;
      });
    return this.#renewing;
  }

  #take(session) {
    this.#token = session?.accessToken ?? null;
    const lastsMs = (session?.expiresIn ?? 0) * 1_000;
    this.#renewAt = performance.now() + lastsMs - Math.min(RENEW_BEFORE_MS, lastsMs / 4);
    this.#state = { status: session ? 'in' : 'out', user: session?.user ?? null };
    for (const listener of this.#listeners) listener();
  }
}

// One tab at a time: each answer changes the cookie that the next request has to carry. Browsers
// have locks where the address is safe; elsewhere the server bears with two at once.
function inTurn(act) {
  return navigator.locks ? navigator.locks.request(CHANNEL, act) : act();
}

async function ask(path, body = {}) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch (error) {
    return { problem: { message: `The server did not answer: ${error.message}` } };
  }
}
