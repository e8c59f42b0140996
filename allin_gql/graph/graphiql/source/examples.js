// The first tabs: a document for each of the main jobs, with the variables that it begins with.

import askForDrafts from './examples/ask-for-drafts.graphql';
import askForDraftsVariables from './examples/ask-for-drafts.json';
import connect from './examples/connect.graphql';
import connectVariables from './examples/connect.json';
import lookAround from './examples/look-around.graphql';
import numbers from './examples/numbers.graphql';
import numbersVariables from './examples/numbers.json';
import register from './examples/register.graphql';
import watch from './examples/watch.graphql';
import watchVariables from './examples/watch.json';
import writeAndSchedule from './examples/write-and-schedule.graphql';
import writeAndScheduleVariables from './examples/write-and-schedule.json';

const example = (title, about, query, variables) => ({
  title,
  about,
  query,
  variables: variables ? JSON.stringify(variables, null, 2) : '',
});

export const EXAMPLES = [
  example('Register', 'Become somebody, and prove the address.', register),
  example('Look around', 'Who am I, and what can be done here?', lookAround),
  example('Connect', 'Bring the accounts to post with.', connect, connectVariables),
  example('Ask for drafts', 'Let the AI write, and watch it.', askForDrafts, askForDraftsVariables),
  example(
    'Write and schedule',
    'One post, a text for each platform, a time.',
    writeAndSchedule,
    writeAndScheduleVariables,
  ),
  example('Watch', 'Publications, live, as they happen.', watch, watchVariables),
  example('Numbers', 'What came of it: likes, replies, reach.', numbers, numbersVariables),
];
