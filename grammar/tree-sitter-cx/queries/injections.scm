; Markdown between three quotes. The inline grammar: the text is indented like the field it belongs to, which the grammar
; of whole pages would take for a block of code.
((content) @injection.content
  (#set! injection.language "markdown_inline")
  (#set! injection.include-children))

((comment) @injection.content
  (#set! injection.language "comment"))
