; Colours. No kind and no field is named here, so those that a team adds look like the built-in ones.

(comment) @comment

; // touchbase: allow stale - the study is repeated in spring
((comment) @comment.documentation
  (#match? @comment.documentation "^//+[ \t]*[Tt][Oo][Uu][Cc][Hh][Bb][Aa][Ss][Ee]:"))

(block kind: (keyword) @keyword)
(block id: (identifier) @type)
(block name: (string) @string)

(field key: (key) @property)

(field value: (word) @string.special.symbol)
(list (word) @string.special.symbol)

(field value: (string) @string)
(list (string) @string)
(markdown) @string
(escape) @string.escape
(reference) @markup.link

(number) @number
(date) @number
(duration) @number

["{" "}" "[" "]"] @punctuation.bracket
["," ":"] @punctuation.delimiter

; Truth values: the notation knows them no better than any other word, but readers do.
((word) @boolean
  (#any-of? @boolean "true" "false" "yes" "no"))
