//! Places in files to addresses that open an editor there.

use std::path::Path;
use std::str::FromStr;

use super::address::encoded;
use crate::text::Position;

/// Editors that are known by name, with the addresses that they open.
const KNOWN: &[(&str, &str)] = &[
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
];

/// No editor: places are told, and lead nowhere.
const NONE: &str = "none";

/// Schemes that are no editor's: what they lead to runs in the page or says nothing.
const REFUSED: &[&str] = &["javascript", "data", "vbscript", "blob"];

/// How addresses of places are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Editor {
    template: Option<String>,
}

impl FromStr for Editor {
    type Err = String;

    fn from_str(text: &str) -> Result<Editor, String> {
        if text == NONE {
            return Ok(Editor { template: None });
        }
        if let Some((_, template)) = KNOWN.iter().find(|(name, _)| *name == text) {
            return Ok(Editor { template: Some((*template).to_owned()) });
        }
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).chain([NONE]).collect();
        let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_scheme = |scheme: &str| {
            let known = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
            scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(known)
        };
        match scheme.filter(|scheme| is_scheme(scheme) && !REFUSED.contains(&scheme.as_str())) {
            Some(_) if text.contains("{path}") => Ok(Editor { template: Some(text.to_owned()) }),
            _ => Err(format!(
                "name one of {}, or an address with `{{path}}` in it, such as `editor://open?file={{path}}&line={{line}}`",
                names.join(", ")
            )),
        }
    }
}

impl Editor {
    /// The address that opens `file`, an absolute path, at a position; none when no editor is wished for.
    pub(super) fn address(&self, file: &Path, at: Position) -> Option<String> {
        let template = self.template.as_deref()?;
        let path = file.to_string_lossy().replace('\\', "/");
        let path = path.strip_prefix("//?/").unwrap_or(&path);
        // `C:/kb` on Windows
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        let path = encoded(&path, b"/-._~:");
        let values = [("{path}", path), ("{line}", at.line.to_string()), ("{column}", at.column.to_string())];
        Some(values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(name, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Position = Position { line: 3, column: 7 };

    fn address(editor: &str, file: &str) -> Option<String> {
        let editor: Editor = editor.parse().unwrap_or_else(|error| panic!("{error}"));
        editor.address(Path::new(file), AT)
    }

    #[test]
    fn places_become_addresses() {
        assert_eq!(address("vscode", "/kb 1/größe.cx").as_deref(), Some("vscode://file/kb%201/gr%C3%B6%C3%9Fe.cx:3:7"));
        assert_eq!(address("zed", "\\\\?\\C:\\kb\\a#.cx").as_deref(), Some("zed://file/C:/kb/a%23.cx:3:7"));
        assert_eq!(address("idea", "/a.cx").as_deref(), Some("idea://open?file=/a.cx&line=3&column=7"));
        assert_eq!(address("none", "/a.cx"), None);
        assert_eq!(address("x-ed:{line}@{path}", "/a\"<.cx").as_deref(), Some("x-ed:3@/a%22%3C.cx"));
    }

    #[test]
    fn what_opens_no_editor_is_refused() {
        for wrong in ["emacs", "vscode://file", "javascript:alert('{path}')", "JavaScript:{path}", "{path}", ":{path}"]
        {
            assert!(wrong.parse::<Editor>().is_err(), "{wrong}");
        }
    }
}
