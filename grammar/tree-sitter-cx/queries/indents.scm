; Indentation, in the words of Neovim (those of Helix differ: see editors/helix/queries/indents.scm).
[
  (body)
  (list)
  (map)
] @indent.begin

["}" "]"] @indent.branch @indent.end

; In Markdown the author decides.
(markdown) @indent.auto

; A brace that is not closed yet.
(ERROR "{") @indent.begin
