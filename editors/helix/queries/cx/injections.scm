; Markdown between three quotes; the name of the grammar is the one of Helix.
((content) @injection.content
  (#set! injection.language "markdown.inline")
  (#set! injection.include-children))

((comment) @injection.content
  (#set! injection.language "comment"))
