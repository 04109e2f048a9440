" Colours of `.cx` without a tree-sitter parser. Knows no kind and no field: a word before an id, a name or a brace is a keyword.

if exists('b:current_syntax')
  finish
endif

syntax match cxWord /[^[:space:]{}[\]",:]\+/ contained
syntax match cxKind /^\s*[^[:space:]{}[\]",:\/]\+\ze\s*\%({\|"\|[^[:space:]{}[\]",:\/]\)/ nextgroup=cxId skipwhite
syntax match cxKind /{\s*\zs[^[:space:]{}[\]",:\/]\+\ze\s\+\%("\|[^[:space:]{}[\]",:\/]\+\s*["{]\)/ nextgroup=cxId skipwhite
syntax match cxId /[^[:space:]{}[\]",:\/]\+/ contained
syntax match cxKey /[^[:space:]{}[\]",:\/]\+\ze\s*:/
syntax match cxNumber /\%([^[:space:]{}[\]",:]\)\@1<![-+]\=\d\+\%(\.\d\+\)\=%\=\%([^[:space:]{}[\]",:]\)\@!/
syntax match cxDate /\<\d\{4}-\d\d-\d\d\>/
syntax match cxDuration /\<\%(\d\+\%(min\|mo\|[shdwy]\)\)\+\>/
syntax match cxEscape /\\\%(u{\x*}\|.\)/ contained
syntax match cxReference /\[\[[^][]\+\]\]/ contained
syntax region cxString start=/"/ skip=/\\./ end=/"/ end=/$/ contains=cxEscape,cxReference,@Spell
syntax region cxMarkdown start=/"""/ end=/"""/ contains=cxReference,@Spell
syntax match cxComment /\/\/.*/ contains=@Spell

highlight default link cxKind Keyword
highlight default link cxId Type
highlight default link cxKey Identifier
highlight default link cxNumber Number
highlight default link cxDate Number
highlight default link cxDuration Number
highlight default link cxEscape SpecialChar
highlight default link cxReference Underlined
highlight default link cxString String
highlight default link cxMarkdown String
highlight default link cxComment Comment

let b:current_syntax = 'cx'
