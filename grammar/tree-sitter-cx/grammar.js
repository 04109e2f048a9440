// The notation `.cx` of touchbase for editors: from a text to a tree to colour, fold and jump in.
//
// It knows no kind and no field, as `grammar/cx.pest` does not: a word at the beginning of a block is its keyword,
// whatever it is, so that kinds a team adds are coloured like the built-in ones. Unlike that grammar it is not total:
// what fits no rule is an ERROR node, and editors go on behind it.
//
// A line break ends an item outside brackets of values, so that a field without its value, as while it is typed, does
// not take the next key for one.

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

// What a word is made of. A `/` belongs to it, but two begin a comment.
const LETTER = /[\p{XID_Continue}%+.\-]/;

const separated = (item, $) => repeat(choice(item, ',', $._line_break));

module.exports = grammar({
  name: 'cx',

  extras: $ => [/[ \t\u{feff}\u{a0}]/, $.comment],

  // After the head of a block and a line break, a brace may still follow.
  conflicts: $ => [[$.block]],

  rules: {
    source_file: $ => separated($._item, $),

    _item: $ => choice($.block, $.field),

    // `persona busy-shopper "Busy shopper" { … }`; the id, the name or the body may be missing, but not all of them.
    block: $ =>
      choice(
        seq(field('kind', alias($.word, $.keyword)), $._head, optional(seq(repeat($._line_break), field('body', $.body)))),
        seq(field('kind', alias($.word, $.keyword)), repeat($._line_break), field('body', $.body)),
      ),

    _head: $ =>
      prec.right(
        choice(
          seq(field('id', alias($.word, $.identifier)), optional(field('name', $.string))),
          field('name', $.string),
        ),
      ),

    body: $ => seq('{', separated($._item, $), '}'),

    // `key: value`; while it is typed, the value is not there yet.
    field: $ => prec.right(seq(field('key', $._key), ':', optional(field('value', $._value)))),

    _key: $ => choice(alias($.word, $.key), alias($.string, $.key)),

    _value: $ =>
      choice($.word, $.number, $.date, $.duration, $.string, $.markdown, $.list, $.map),

    list: $ => seq('[', separated($._value, $), ']'),

    map: $ => seq('{', separated($.field, $), '}'),

    // Before `word`, because of two that are equally long the first one is taken.
    number: _ => /[+\-]?[0-9]+(\.[0-9]+)?%?/,
    date: _ => /[0-9]{4}-[0-9]{2}-[0-9]{2}/,
    duration: _ => /([0-9]+(s|min|h|d|w|mo|y))+/,

    // An id, a path of ids, a word from a list, a truth value: the schema tells which.
    word: _ => token(seq(optional('/'), LETTER, repeat(seq(optional('/'), LETTER)))),

    string: $ =>
      seq('"', repeat(choice($._text, $.escape, $.reference, $._bracket)), token.immediate('"')),
    _text: _ => token.immediate(prec(1, /[^"\\\[\r\n]+/)),
    _bracket: _ => token.immediate(prec(1, '[')),
    escape: _ => token.immediate(prec(1, /\\(u\{[0-9A-Fa-f]*\}|[^\r\n])/)),

    markdown: $ => seq('"""', optional($.content), token.immediate(prec(1, '"""'))),
    content: $ => repeat1(choice($._prose, $.reference, $._bracket, $._quotes)),
    _prose: _ => token.immediate(prec(1, /[^"\[]+/)),
    _quotes: _ => token.immediate(prec(1, /""?/)),

    // `[[id]]` and `[[id|shown text]]` in Markdown.
    reference: _ => token.immediate(prec(1, /\[\[[^\[\]"\\\r\n]+\]\]/)),

    comment: _ => token(seq('//', /[^\r\n]*/)),

    _line_break: _ => /\r\n?|\n/,
  },
});
