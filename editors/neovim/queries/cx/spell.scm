; What is prose is checked for spelling; Neovim reads it after the colours.
(comment) @spell
(string) @spell
(content) @spell
