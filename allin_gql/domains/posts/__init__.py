"""Posts: what is said, once, with a variant for each platform that wants it said otherwise.

A post is content only. Where and when it goes out are publications (the next domain), which keep
the text that they were scheduled with; editing a post changes those that have not begun. A deleted
post is hidden, and stays for what was published of it.

Events: `post.created`, `post.updated`, `post.deleted`.
"""
