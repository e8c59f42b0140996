// The page: GraphiQL with its documentation, history and explorer, who is signed in, and examples.

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { GraphiQL } from 'graphiql';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';

import './workers.js';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './main.css';
import { accountPlugin, useSession } from './account.jsx';
import { examplesPlugin } from './examples-panel.jsx';
import { EXAMPLES } from './examples.js';
import { createFetcher } from './fetcher.js';
import { BrowserSession } from './session.js';

const root = document.getElementById('graphiql');
const session = new BrowserSession();
const fetcher = createFetcher(root.dataset.graphqlPath, session);
const account = accountPlugin(session, JSON.parse(root.dataset.places));
const plugins = [account, examplesPlugin, HISTORY_PLUGIN, explorerPlugin()];

// Who is signed in, beside the tabs: one click from the panel that changes it.
function Person() {
  const { status, user } = useSession(session);
  const { introspect, setVisiblePlugin } = useGraphiQLActions();
  const schema = useGraphiQL((state) => state.schema);
  const editor = useGraphiQL((state) => state.queryEditor);
  useEffect(() => {
    editor?.updateOptions({ wordWrap: 'on' }); // examples explain themselves in long lines
  }, [editor]);
  useEffect(() => {
    if (status === 'in' && !schema) introspect(); // some only show the schema to whom they know
  }, [status]);
  if (status === 'unknown') return null;
  return (
    <button type="button" className="allin-who" onClick={() => setVisiblePlugin(account)}>
      {status === 'in' ? user.name : 'Sign in'}
    </button>
  );
}

createRoot(root).render(
  <GraphiQL
    defaultEditorToolsVisibility="variables"
    defaultQuery=""
    defaultTabs={EXAMPLES} // only for whoever has no tabs kept from before
    fetcher={fetcher}
    plugins={plugins}
    visiblePlugin={account} // likewise
  >
    <GraphiQL.Logo>
      <Person />
      <span className="allin-name">AllIN</span>
    </GraphiQL.Logo>
  </GraphiQL>,
);
