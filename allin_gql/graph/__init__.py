"""The GraphQL kit: roots, context, problems, pages and the view; it knows no domain."""
