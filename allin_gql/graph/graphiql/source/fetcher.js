// Carries GraphiQL's operations: queries and mutations by POST, subscriptions over a WebSocket.

import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';

const RECONNECTIONS = 20; // with the waits below about three minutes: longer than a restart
const LONGEST_WAIT_MS = 10_000;
const FORBIDDEN = 4403; // the token expired or was revoked: the same one will not do again

// Headers of the tab come first; without their own `authorization` the session's token is sent.
export function createFetcher(path, session) {
  const url = new URL(path, window.location.href);
  return (params, { headers = {} } = {}) => {
    const own = lowerCaseKeys(headers);
    const isSigned = 'authorization' in own;
    const signed = async () => (isSigned ? own : { ...own, ...(await authorization(session)) });
    return isSubscription(params)
      ? subscribe(url, params, signed, { isRenewable: !isSigned })
      : post(url, params, signed);
  };
}

async function authorization(session) {
  const token = await session.bearer();
  return token ? { authorization: `Bearer ${token}` } : {};
}

function isSubscription({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false; // the server says best what is wrong with a text that does not parse
  }
}

function lowerCaseKeys(headers) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

async function post(url, params, signed) {
  let response;
  let text;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
        ...(await signed()),
      },
      body: JSON.stringify(params),
    });
    text = await response.text();
  } catch (error) {
    return failure(`The server did not answer: ${error.message}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    const status = `${response.status} ${response.statusText}`.trim();
    return failure(`The server answered ${status} without JSON: ${text.slice(0, 500)}`);
  }
}

// One socket for each running subscription: its headers are those of its tab, and a socket that is
// refused takes no other subscription with it.
function subscribe(url, params, signed, { isRenewable }) {
  return {
    subscribe(observer) {
      const address = new URL(url);
      address.protocol = address.protocol.replace('http', 'ws');
      const client = createClient({
        url: address.href,
        connectionParams: signed, // asked at each connection: a new one gets a new token
        retryAttempts: RECONNECTIONS,
        retryWait,
        // Also when nobody answers at all.
        shouldRetry: (event) => isRenewable || event?.code !== FORBIDDEN,
      });
      const stop = client.subscribe(params, {
        next: (result) => observer.next(result),
        error(error) {
          if (!(error instanceof Event)) return observer.error(error);
          observer.next(failure(explain(error)));
          return observer.complete();
        },
        complete: () => observer.complete(),
      });
      return {
        unsubscribe() {
          stop();
          client.dispose();
        },
      };
    },
  };
}

function retryWait(retries) {
  const jitterMs = Math.random() * 1_000; // so that a restart is not followed by a stampede
  const waitMs = Math.min(500 * 2 ** retries, LONGEST_WAIT_MS) + jitterMs;
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}

function explain(event) {
  return event.code
    ? `The server closed the connection: ${event.code} ${event.reason}`.trim()
    : 'The server did not answer.';
}

function failure(message) {
  return { errors: [{ message }] };
}
