// The page: GraphiQL with its documentation, history and explorer, and a first tab to learn from.

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './main.css';
import { createFetcher } from './fetcher.js';
import welcome from './welcome.graphql';

const root = document.getElementById('graphiql');
const fetcher = createFetcher(root.dataset.graphqlPath);
const plugins = [explorerPlugin()];
const firstTabs = [{ query: welcome }]; // only for whoever has no tabs kept from before

createRoot(root).render(
  <GraphiQL defaultQuery="" defaultTabs={firstTabs} fetcher={fetcher} plugins={plugins}>
    <GraphiQL.Logo>AllIN</GraphiQL.Logo>
  </GraphiQL>,
);
