; All elements share one set of ids, so a file is one scope.
(source_file) @local.scope

(block id: (identifier) @local.definition)

(field value: (word) @local.reference)
(list (word) @local.reference)
