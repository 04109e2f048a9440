//! Whether a base says after an import what was wanted, and everything else as before.

use rustc_hash::FxHashMap;

use super::rows::{Owner, Plan};
use super::{Outcome, Remark};
use crate::model::{ElementId, ElementRef, Model};
use crate::schema::{FieldId, Language};
use crate::table::{Column, cell_of, written_value};

/// Elements by kind and address; where several have one address, they are counted.
type Known<'m> = FxHashMap<(String, String, usize), ElementRef<'m>>;

/// What `after` says that neither `before` said nor `plan` wants, in whole sentences; nothing when all is well.
pub fn differences(plan: &Plan, outcome: &Outcome, before: &Model, after: &Model) -> Vec<String> {
    let refused: Vec<&str> = outcome.remarks.iter().map(|remark: &Remark| remark.place.as_str()).collect();
    let wanted: FxHashMap<(ElementId, FieldId, Option<Language>), _> = plan
        .changes
        .iter()
        .filter(|change| !refused.contains(&change.place.as_str()))
        .map(|change| ((change.element, change.field, change.language), &change.value))
        .collect();
    let known = index(after);
    let mut found = Vec::new();
    for ((kind, address, nth), element) in sorted(index(before)) {
        let Some(now) = known.get(&(kind.clone(), address.clone(), nth)) else {
            found.push(format!("The {kind} `{address}` would be gone."));
            continue;
        };
        for at in 0..element.kind().fields.len() as u16 {
            for language in languages(element, *now, FieldId(at)) {
                let is_right = match wanted.get(&(element.id(), FieldId(at), language)) {
                    Some(value) => written_value(*now, FieldId(at), language) == **value,
                    None => {
                        let column = Column::Field(FieldId(at), language);
                        cell_of(element, column) == cell_of(*now, column)
                    }
                };
                if !is_right {
                    let key = &before.schema.field(element.kind_id(), FieldId(at)).key;
                    found.push(format!("`{key}` of the {kind} `{address}` would not say what it should."));
                }
            }
        }
    }
    let skipped_parents = !outcome.remarks.is_empty();
    let new = plan.new.iter().filter(|new| !(skipped_parents && matches!(new.parent, Some(Owner::Known(_)))));
    for new in new.filter(|new| new.parent.is_none()) {
        let kind = before.schema.kind(new.kind).name.to_string();
        if !known.contains_key(&(kind.clone(), new.id.clone(), 0)) {
            found.push(format!("The new {kind} `{}` would not be part of the base.", new.id));
        }
    }
    if outcome.remarks.is_empty() && after.len() != before.len() + plan.new.len() {
        found.push(format!("There would be {} elements instead of {}.", after.len(), before.len() + plan.new.len()));
    }
    found
}

fn index(model: &Model) -> Known<'_> {
    let mut count: FxHashMap<(String, String), usize> = FxHashMap::default();
    let elements = model.elements().filter(|element| !element.is_nameless());
    elements
        .map(|element| {
            let key = (element.kind().name.to_string(), element.address());
            let nth = count.entry(key.clone()).and_modify(|nth| *nth += 1).or_insert(0);
            ((key.0, key.1, *nth), element)
        })
        .collect()
}

fn sorted(known: Known<'_>) -> Vec<((String, String, usize), ElementRef<'_>)> {
    let mut sorted: Vec<_> = known.into_iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    sorted
}

/// The languages in which a field is written before or after, the main one first.
fn languages(before: ElementRef<'_>, after: ElementRef<'_>, id: FieldId) -> Vec<Option<Language>> {
    let main = before.model().schema.language();
    let of = |element: ElementRef<'_>| -> Vec<Language> {
        let fields = element.fields().chain(element.translations()).filter(|field| field.data.field == id);
        fields.filter_map(|field| field.data.language).filter(|language| *language != main).collect()
    };
    let mut others: Vec<Language> = of(before).into_iter().chain(of(after)).collect();
    others.sort();
    others.dedup();
    std::iter::once(None).chain(others.into_iter().map(Some)).collect()
}
