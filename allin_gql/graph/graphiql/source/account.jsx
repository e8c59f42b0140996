// The panel "Account": sign in, see who you are, sign out, and find what the sandbox has.

import { useState, useSyncExternalStore } from 'react';

import { Button } from '@graphiql/react';

export function useSession(session) {
  return useSyncExternalStore(session.subscribe, () => session.state);
}

export function accountPlugin(session, places) {
  return {
    title: 'Account',
    icon: AccountIcon,
    content: () => <Account session={session} places={places} />,
  };
}

function Account({ session, places }) {
  const { status, user } = useSession(session);
  return (
    <section className="allin-panel" aria-label="Account">
      <h2 className="graphiql-doc-explorer-title">Account</h2>
      {status === 'in' ? (
        <SignedIn session={session} user={user} />
      ) : (
        <SignIn session={session} isReady={status === 'out'} hasMailbox={'Mailbox' in places} />
      )}
      <Places places={places} />
    </section>
  );
}

function SignIn({ session, isReady, hasMailbox }) {
  const [{ problem, secondFactor }, setAnswer] = useState({});
  const [isBusy, setIsBusy] = useState(false);
  async function signIn(event) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setIsBusy(true);
    setAnswer(await session.start(given.get('email'), given.get('password')));
    setIsBusy(false);
  }
  if (secondFactor) {
    return (
      <SecondFactor session={session} asked={secondFactor} startAgain={() => setAnswer({})} />
    );
  }
  return (
    <>
      <form className="allin-form" onSubmit={signIn}>
        <label>
          E-mail
          <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Button type="submit" state={problem ? 'error' : undefined} disabled={isBusy || !isReady}>
          Sign in
        </Button>
        {problem && <p role="alert">{problem}</p>}
      </form>
      <p>
        New here? Run the tab <strong>Register</strong>; the mail with the code is in{' '}
        {hasMailbox ? 'the mailbox below' : 'your mailbox'}.
      </p>
    </>
  );
}

// After the password: a code of the application, a recovery code, or a passkey.
function SecondFactor({ session, asked, startAgain }) {
  const [problem, setProblem] = useState(null);
  const [isBusy, setIsBusy] = useState(false);
  async function complete(factor) {
    setIsBusy(true);
    setProblem((await session.complete(asked, factor)).problem);
    setIsBusy(false);
  }
  function giveCode(event) {
    event.preventDefault();
    const code = new FormData(event.currentTarget).get('code').trim();
    complete(/^[\d\s]{6,7}$/.test(code) ? { totpCode: code } : { recoveryCode: code });
  }
  async function givePasskey() {
    try {
      complete({ passkey: await signed(asked) });
    } catch (error) {
      setProblem(`The passkey was not used: ${error.message}`);
    }
  }
  return (
    <form className="allin-form" onSubmit={giveCode}>
      <label>
        Code of your application, or a recovery code
        <input name="code" autoComplete="one-time-code" autoFocus required />
      </label>
      <Button type="submit" state={problem ? 'error' : undefined} disabled={isBusy}>
        Complete sign-in
      </Button>
      {asked.methods.includes('PASSKEY') && (
        <Button type="button" disabled={isBusy} onClick={givePasskey}>
          Use a passkey
        </Button>
      )}
      <Button type="button" onClick={startAgain}>
        Start again
      </Button>
      {problem && <p role="alert">{problem}</p>}
    </form>
  );
}

async function signed({ challenge, relyingPartyId }) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
    challenge,
    rpId: relyingPartyId,
    userVerification: 'required',
  });
  return (await navigator.credentials.get({ publicKey })).toJSON();
}

function SignedIn({ session, user }) {
  const [problem, setProblem] = useState(null);
  return (
    <>
      <p className="allin-person">
        <strong>{user.name}</strong>
        <br />
        {user.email}
      </p>
      {!user.isEmailVerified && (
        <p>This address is not proved yet: run VerifyEmail with the code from the mail.</p>
      )}
      <p>
        Every request and subscription of this page carries an access token that is good for
        minutes and renewed by itself. A header <code>authorization</code> of a tab comes first.
      </p>
      <Button type="button" onClick={async () => setProblem(await session.end())}>
        Sign out
      </Button>
      {problem && <p role="alert">{problem}</p>}
    </>
  );
}

function Places({ places }) {
  const entries = Object.entries(places);
  if (!entries.length) return null;
  return (
    <>
      <h3>Sandbox</h3>
      <ul className="allin-places">
        {entries.map(([name, address]) => (
          <li key={name}>
            <a href={address} target="_blank" rel="noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function AccountIcon() {
  return (
    <svg height="1em" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5">
      <title>account</title>
      <circle cx="12" cy="8" r="4.25" />
      <path d="M3.75 21c.6-4.4 3.9-7 8.25-7s7.65 2.6 8.25 7" strokeLinecap="round" />
    </svg>
  );
}
