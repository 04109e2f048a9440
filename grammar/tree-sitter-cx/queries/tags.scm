; Elements by their ids, for jumping without a language server.
(block id: (identifier) @name) @definition.class

(field value: (word) @name) @reference.class
(list (word) @name @reference.class)
