; Indentation, in the words of Helix.
[
  (body)
  (list)
  (map)
] @indent

["}" "]"] @outdent
