//! Keys that one map holds twice. Both stay in the tree, a fault stands at the later one.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Fault, FaultKind};
use crate::syntax::{Entry, Value, ValueKind};
use crate::text::Span;

/// Records a fault for every repeated key of the maps in `value`, however deep.
pub(super) fn keys(value: &Value, faults: &mut Vec<Fault>) {
    match &value.kind {
        ValueKind::List(items) => items.iter().for_each(|item| keys(item, faults)),
        ValueKind::Map(entries) => {
            in_map(entries, faults);
            entries.iter().for_each(|entry| keys(&entry.value, faults));
        }
        _ => {}
    }
}

/// Records a fault for every key that `entries` hold a second time.
pub(super) fn in_map(entries: &[Entry], faults: &mut Vec<Fault>) {
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    for Entry { key, .. } in entries {
        let first = *seen.entry(key.text.as_str()).or_insert(key.span);
        if first != key.span {
            faults.push(Fault::new(key.span, FaultKind::RepeatedField { key: key.text.clone(), first }));
        }
    }
}
