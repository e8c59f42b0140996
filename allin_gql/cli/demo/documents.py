"""The GraphQL documents of the demo."""

_PROBLEM = "... on Problem { code message path numbers { name value } }"

REGISTER = f"""
mutation ($input: RegisterInput!) {{
  register(input: $input) {{ __typename ... on Registration {{ email }} {_PROBLEM} }}
}}"""
VERIFY_EMAIL = f"""
mutation ($input: VerifyEmailInput!) {{
  verifyEmail(input: $input) {{ __typename ... on User {{ isEmailVerified }} {_PROBLEM} }}
}}"""
LOG_IN = f"""
mutation ($input: LogInInput!) {{
  logIn(input: $input) {{
    __typename ... on SignedIn {{ accessToken accessTokenExpiresAt user {{ id }} }} {_PROBLEM}
  }}
}}"""
ME = """
{ me { id email name isEmailVerified memberships { role organization { id name timeZone } } } }
"""
START_CONNECTION = f"""
mutation ($input: StartAccountConnectionInput!) {{
  startAccountConnection(input: $input) {{
    __typename ... on AccountConnection {{ authorizationUrl expiresAt }} {_PROBLEM}
  }}
}}"""
COMPLETE_CONNECTION = f"""
mutation ($input: CompleteAccountConnectionInput!) {{
  completeAccountConnection(input: $input) {{
    __typename ... on SocialAccount {{ id platform handle state scopes }} {_PROBLEM}
  }}
}}"""
CONNECT_WITH_PASSWORD = f"""
mutation ($input: ConnectWithPasswordInput!) {{
  connectWithPassword(input: $input) {{
    __typename ... on SocialAccount {{ id platform handle state }} {_PROBLEM}
  }}
}}"""
REQUEST_DRAFTS = f"""
mutation ($input: RequestDraftsInput!) {{
  requestDrafts(input: $input) {{ __typename ... on DraftRequest {{ id state }} {_PROBLEM} }}
}}"""
DRAFT_PROGRESS = """
subscription ($id: ID!) {
  draftRequestProgress(id: $id) {
    number state draft { platform text state isRepaired model completionTokens elapsedMs }
  }
}"""
CREATE_POST = f"""
mutation ($input: CreatePostInput!) {{
  createPost(input: $input) {{
    __typename ... on Post {{ id text variants {{ platform text }} }} {_PROBLEM}
  }}
}}"""
SCHEDULE_POST = f"""
mutation ($input: SchedulePostInput!) {{
  schedulePost(input: $input) {{
    __typename ... on ScheduledPost {{ publications {{ id platform state dueAt }} }} {_PROBLEM}
  }}
}}"""
PUBLICATION_PROGRESS = """
subscription ($postId: ID!, $after: Int) {
  publicationProgress(postId: $postId, after: $after) {
    number publicationId platform state url occurredAt dueAt
  }
}"""
METRIC_UPDATES = """
subscription ($after: Int) {
  metricUpdates(after: $after) { number publicationId values { metric value } }
}"""
OVERVIEW = """
{
  me { email }
  socialAccounts(first: 10) { totalCount nodes { platform handle state } }
  posts(first: 10) {
    totalCount
    nodes {
      id
      text
      author { name }
      publications {
        id platform state url attempts { number phase }
        metrics { values { metric value } seenAt }
      }
    }
  }
}"""
