//! What is wrong in a selector, in words, with what was probably meant.

use std::ops::Range;

use super::Problem;
use super::scope::WORDS;
use super::tree::{Comparison, Literal, Operator, Word};
use crate::diagnostic::words::{a, joined, list, short};
use crate::model::meant;
use crate::naming;
use crate::schema::{Field, KindId, Schema, Variant};

/// Why an operator does not fit its left side.
pub(super) enum Misfit {
    /// The left side has no order.
    NoOrder(&'static str),
    /// The left side is no text that could hold another one.
    NotText(&'static str),
}

/// A word where a kind belongs.
pub(super) fn unknown_kind(schema: &Schema, word: &str, range: Range<usize>) -> Problem {
    let problem = Problem::new(range, format!("There is no kind `{}`.", short(word)));
    match meant::kind(schema, word) {
        Some(kind) => problem.meant(schema.kind(kind).name.as_ref()),
        None => problem.help(format!("the kinds are {}", list(schema.kinds().map(|(_, kind)| &kind.name)))),
    }
}

/// A word of a path that none of `kinds` knows.
pub(super) fn unknown_word(schema: &Schema, kinds: &[KindId], word: &Word) -> Problem {
    let text = word.text.as_str();
    let problem = match kinds {
        [] => Problem::new(word.range.clone(), format!("Nothing is left here that could have a field `{text}`.")),
        kinds => Problem::new(word.range.clone(), format!("`{text}` is not a field of {}.", any_of(schema, kinds))),
    };
    let near = near_field(schema, kinds, text).or_else(|| naming::nearest(text, WORDS.iter().map(|(word, _)| *word)));
    match (near, kinds) {
        (Some(near), _) => problem.meant(near),
        (None, [kind]) => problem.help(known_words(schema, *kind)),
        (None, _) => problem.help("`touchbase explain <kind>` lists the fields of a kind"),
    }
}

fn near_field<'s>(schema: &'s Schema, kinds: &[KindId], word: &str) -> Option<&'s str> {
    let of = |kind: &KindId| meant::field(schema, *kind, word).map(|id| schema.field(*kind, id).key.as_ref());
    kinds.iter().find_map(of)
}

fn known_words(schema: &Schema, kind: KindId) -> String {
    let own = schema.own_fields(kind);
    let keys: Vec<String> = own.iter().take(10).map(|field| format!("`{}`", field.key)).collect();
    let name = &schema.kind(kind).name;
    if own.len() > keys.len() || keys.is_empty() {
        format!("`touchbase explain {name}` lists the fields of {}", a(name))
    } else {
        format!("fields of {} are {} and those of every element", a(name), keys.join(", "))
    }
}

/// `a team`, `a team or a role`; of many kinds not all.
fn any_of(schema: &Schema, kinds: &[KindId]) -> String {
    if kinds.len() > 4 {
        return if kinds.len() == schema.kinds().count() { "any kind".into() } else { "any of the kinds here".into() };
    }
    joined(kinds.iter().map(|kind| a(&schema.kind(*kind).name)), "or")
}

/// A path goes on, or a condition stands, behind something that is no element.
pub(super) fn no_elements(word: &Word, filter: bool) -> Problem {
    let text = &word.text;
    let problem = Problem::new(word.range.clone(), format!("`{text}` is a value, it does not lead to other elements."));
    match filter {
        true => problem.help(format!("compare it: `{text} = …`")),
        false => problem.help("a path leads on behind references, such as `owner.name`"),
    }
}

/// `count(…)` without a number to compare it with.
pub(super) fn count_alone(range: Range<usize>) -> Problem {
    let help = "for example `count(metrics) >= 2`; to ask whether there is one, the path alone is enough: `metrics`";
    Problem::new(range, "A number is compared with another one.").help(help)
}

/// `< [1, 2]`.
pub(super) fn list_in_order(range: Range<usize>, operator: Operator) -> Problem {
    let message = format!("`{}` compares with one value, and here is a list.", operator.sign());
    Problem::new(range, message).help("a list stands behind `=`, `!=` and `~`: it is one of them")
}

/// An operator that the left side cannot be asked with.
pub(super) fn misfit(word: &str, comparison: &Comparison, misfit: Misfit) -> Problem {
    let sign = comparison.operator.sign();
    match misfit {
        Misfit::NoOrder(what) => {
            let message = format!("`{word}` is {what}, and that has no order that `{sign}` could ask for.");
            Problem::new(comparison.place.clone(), message).help("use `=` or `!=`")
        }
        Misfit::NotText(what) => {
            let message = format!("`~` looks into texts and names, and `{word}` is {what}.");
            let help = if matches!(what, "a number" | "a date" | "a length of time") {
                "use `=`, `!=`, `<`, `<=`, `>` or `>=`"
            } else {
                "use `=` with a list: `= [one, another]`"
            };
            Problem::new(comparison.place.clone(), message).help(help)
        }
    }
}

/// A word that an enum does not have.
pub(super) fn no_variant(field: &Field, variants: &[Variant], literal: &Literal) -> Problem {
    let message = format!("`{}` cannot be `{}`.", field.key, short(&literal.text));
    let problem = Problem::new(literal.range.clone(), message);
    let all = joined(variants.iter().map(|variant| format!("`{}`", variant.word)), "or");
    match meant::variant(variants, &literal.text) {
        Some(meant) => {
            problem.help(format!("did you mean `{}`? Possible are {all}", meant.word)).meant(meant.word.as_ref())
        }
        None => problem.help(format!("possible are {all}")),
    }
}

/// A text that is no value of its type; `reason` is a clause that says why.
pub(super) fn no_value(field: &Field, literal: &Literal, reason: &str, meant: Option<&str>) -> Problem {
    let message = format!("`{}` is compared here with something that it can never be: {reason}.", field.key);
    let problem = Problem::new(literal.range.clone(), message);
    match meant {
        Some(meant) => problem.meant(meant),
        None => problem.help(format!("`{}` takes: {}", field.key, field.ty.in_words())),
    }
}

/// `today - x`.
pub(super) fn no_distance(offset: &Word) -> Problem {
    let message = format!("`{}` is not a number of days, weeks, months or years.", short(&offset.text));
    Problem::new(offset.range.clone(), message).help("for example `today - 6mo`, `today + 2w`, `today - 1y`")
}

/// Something else than a number beside `count(…)`.
pub(super) fn no_count(literal: &Literal) -> Problem {
    let message = format!("`{}` is not a whole number, 0 or more.", short(&literal.text));
    Problem::new(literal.range.clone(), message).help("for example `count(metrics) >= 2`")
}

/// A path that is no glob; `reason` says why.
pub(super) fn no_glob(literal: &Literal, reason: &str) -> Problem {
    let message = format!("`{}` is not a glob: {reason}.", short(&literal.text));
    Problem::new(literal.range.clone(), message).help("a glob is a path with `*` for any name and `**` for any folders")
}

/// A name on the right side that nothing in the knowledge base has.
pub(super) fn stranger(text: &str, range: Range<usize>, near: Option<String>) -> Problem {
    let problem = Problem::new(range, format!("Nothing in the knowledge base is called `{}`.", short(text)));
    match near {
        Some(near) => problem.meant(near),
        None => problem.help("name an element by its id, or by its full name in quotes; `~` finds a part of a name"),
    }
}
