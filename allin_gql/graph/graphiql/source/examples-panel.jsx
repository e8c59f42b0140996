// The panel "Examples": each example opens as a new tab, also when the first ones are gone.

import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';

import { EXAMPLES } from './examples.js';

export const examplesPlugin = { title: 'Examples', icon: ExamplesIcon, content: Examples };

function Examples() {
  const { addTab } = useGraphiQLActions();
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
    queryEditor,
    variableEditor,
  }));
  function open({ query, variables }) {
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  }
  return (
    <section className="allin-panel" aria-label="Examples">
      <h2 className="graphiql-doc-explorer-title">Examples</h2>
      <ul className="allin-examples">
        {EXAMPLES.map((example) => (
          <li key={example.title}>
            <button type="button" onClick={() => open(example)}>
              <strong>{example.title}</strong>
              {example.about}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ExamplesIcon() {
  return (
    <svg height="1em" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5">
      <title>examples</title>
      <path d="M4 5.5h16M4 12h16M4 18.5h9" strokeLinecap="round" />
    </svg>
  );
}
