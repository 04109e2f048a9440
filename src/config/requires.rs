//! The setting `requires`: the version of the language that the files are written in.

use super::reader::Reader;
use crate::schema::version::{LANGUAGE, Version};
use crate::syntax::Value;

/// Reports a version that this touchbase does not read.
pub(super) fn read(reader: &mut Reader, value: &Value) -> Option<Version> {
    let text = reader.text(value)?;
    let Some(version) = Version::parse(&text) else {
        let help = format!("write it as `\"{LANGUAGE}\"`, between quotes");
        reader.fault(value.span, format!("`{text}` is not a version of the language."), Some(help));
        return None;
    };
    if !LANGUAGE.reads(version) {
        let reason =
            format!("The files are written in version {version} of the language; this touchbase reads {LANGUAGE}.");
        let help = match version > LANGUAGE {
            true => "install a newer touchbase; until then, other findings may be its fault".to_owned(),
            false => {
                format!("see in the changelog what became different, mend it, and write `requires: \"{LANGUAGE}\"`")
            }
        };
        reader.fault(value.span, reason, Some(help));
    }
    Some(version)
}
