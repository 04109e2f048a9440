//! `stage`.

use std::borrow::Cow;

use super::{Field, Group, Kind, Label};

pub(super) static KIND: Kind = Kind {
    name: Cow::Borrowed("stage"),
    plural: Cow::Borrowed("stages"),
    label: Label::new("Stage", "Phase"),
    label_plural: Label::new("Stages", "Phasen"),
    doc: Cow::Borrowed("…"),
    parent: Some(Cow::Borrowed("journey")),
    group: Group::Core,
    fields: Cow::Borrowed(FIELDS),
};

static FIELDS: &[Field] = &[];
