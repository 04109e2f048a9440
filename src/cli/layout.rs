//! Text laid out for a terminal: columns lined up, long lines broken.

use unicode_width::UnicodeWidthStr;

/// Rows of three columns, lined up.
pub(super) fn table(rows: &[[String; 3]]) -> String {
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths = (width(0).unwrap_or(0), width(1).unwrap_or(0));
    let pad = |cell: &str, width: usize| " ".repeat(width.saturating_sub(cell.width()));
    let line = |[first, second, third]: &[String; 3]| {
        format!("  {first}{}  {second}{}  {third}\n", pad(first, widths.0), pad(second, widths.1))
    };
    rows.iter().map(line).collect()
}

/// Breaks lines at blanks so that they take at most `width` columns; a longer word stands alone. Items of a list (`- `)
/// are indented where they go on.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrap_line(line, width)).collect()
}

fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let Some(last) = lines.last_mut() else { break };
        let used = last.width();
        if used > indent.len() && used + 1 + word.width() > width {
            lines.push(format!("{indent}{word}"));
        } else {
            let gap = if last.is_empty() || last == indent { "" } else { " " };
            last.push_str(&format!("{gap}{word}"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_wrapped_at_blanks() {
        assert_eq!(wrap("eins zwei drei", 9), ["eins zwei", "drei"]);
        assert_eq!(wrap("- eins zwei drei\n- vier", 11), ["- eins zwei", "  drei", "- vier"]);
        assert_eq!(wrap("größtenteils 日本語", 12), ["größtenteils", "日本語"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
    }

    #[test]
    fn columns_count_wide_characters() {
        let row = |first: &str| [first.to_owned(), "x".to_owned(), "y".to_owned()];
        assert_eq!(table(&[row("日本"), row("größe")]), "  日本   x  y\n  größe  x  y\n");
    }
}
