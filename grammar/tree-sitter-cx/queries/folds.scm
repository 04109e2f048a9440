; What can be folded: elements, long lists and maps, Markdown, rows of comments.
[
  (body)
  (list)
  (map)
  (markdown)
] @fold

(comment)+ @fold
