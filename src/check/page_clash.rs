//! `page-clash`: two elements whose pages would have one address.

use rustc_hash::FxHashMap;

use super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::model::ElementRef;
use crate::naming::{self, tokens};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "page-clash",
    level: Level::Error,
    summary: "Two elements would have the same page on the site",
    doc: "A page's address is made from the element's id: umlauts are spelled out, letters of other scripts are transliterated, \
          everything else becomes a hyphen. Two ids that look different can so end up at one address, and one page would hide the \
          other. `index` is the address of the list of a kind. Names that Windows keeps for devices, such as `aux`, get a `_`; of an id of \
          more than 109 letters the address holds the first 100 and a number. Write an id of its own for one of the two.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"term mir "Peace" {
  definition: "What we wish for at Christmas."
}

term мир "World" { // page-clash
  definition: "All countries we deliver to."
}
"#,
            good: r#"term peace "Peace" {
  definition: "What we wish for at Christmas."
}

term мир "World" {
  definition: "All countries we deliver to."
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "metrics:\n  index: # page-clash\n    name: Satisfaction index\n    class: brand\n    method: survey\n    unit: points\n",
            good: "metrics:\n  satisfaction-index:\n    name: Satisfaction index\n    class: brand\n    method: survey\n    unit: points\n",
        },
    ],
    run,
};

/// The number of the address of an element's page.
pub(super) fn key(element: ElementRef<'_>) -> u64 {
    tokens::folded_on(u64::from(element.kind_id().0), &naming::slug(element.key()))
}

/// Whether that is the address of the list of its kind.
pub(super) fn is_taken(element: ElementRef<'_>) -> bool {
    naming::slug(element.key()) == LIST
}

/// The page name of the list of a kind.
const LIST: &str = "index";

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let clashing: Vec<_> = context.clashes().iter().map(|pair| pair.second.element.id()).collect();
    let mut pages: FxHashMap<(u16, String), ElementRef<'_>> = FxHashMap::default();
    for element in context.sharing_a_page().filter(|element| clashing.binary_search(&element.id()).is_err()) {
        let slug = naming::slug(element.key());
        let kind = element.kind();
        if slug == LIST {
            let message = format!(
                "The page of {} would have the address of the list of all {}.",
                context.element(element),
                kind.plural
            );
            let help = format!("give it a longer id, such as `{}-index`", kind.name);
            findings.push(findings.at(element.id_span(), message).label("the address `index` is taken").help(help));
            continue;
        }
        match pages.get(&(element.kind_id().0, slug.clone())) {
            Some(first) => {
                let message = format!(
                    "The page of {} would have the same address as that of {}: `{}/{slug}.html`.",
                    context.element(element),
                    context.element(*first),
                    kind.plural
                );
                findings.push(
                    findings
                        .at(element.id_span(), message)
                        .label("leads to the same address")
                        .related(first.id_span(), "has the address first")
                        .help("give one of the two another id"),
                );
            }
            None => {
                pages.insert((element.kind_id().0, slug), element);
            }
        }
    }
}
