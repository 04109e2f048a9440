//! Journeys drawn in Mermaid to diagrams: sections, tasks, scores and actors with the lines in which they stand.
//!
//! Reads what Mermaid reads and tells what Mermaid drops. A line that says nothing Mermaid understands is kept as a comment and
//! remarked on. Knows no model.

use rustc_hash::FxHashSet;

use super::Remark;

/// A journey as it is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagram {
    /// The file, as messages show it.
    pub file: String,
    /// The line of `journey`, from 1.
    pub line: usize,
    /// Its title.
    pub title: Option<String>,
    /// A short description for screen readers.
    pub summary: Option<String>,
    /// A long one.
    pub description: Option<String>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Comments before the first section.
    pub comments: Vec<String>,
    /// Comments at the end.
    pub last_comments: Vec<String>,
}

/// A section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its name; none for tasks that stand before any section.
    pub name: Option<String>,
    /// Its line.
    pub line: usize,
    /// Its tasks, in order.
    pub tasks: Vec<Task>,
    /// Comments before it.
    pub comments: Vec<String>,
}

/// A task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Task {
    /// Its name.
    pub name: String,
    /// Its line.
    pub line: usize,
    /// How it feels, from -2 to 2.
    pub emotion: Option<i8>,
    /// Who takes part.
    pub actors: Vec<String>,
    /// Comments before it.
    pub comments: Vec<String>,
}

/// Reads all journeys in a Markdown file, or the one in a file of its own (`whole`).
pub fn read(file: &str, text: &str, whole: bool) -> (Vec<Diagram>, Vec<Remark>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<(usize, &str)> = text.lines().enumerate().map(|(at, line)| (at + 1, line)).collect();
    let mut remarks = Vec::new();
    let parts = if whole { vec![lines] } else { fenced(file, &lines, &mut remarks) };
    let diagrams = parts.iter().filter_map(|part| diagram(file, part, &mut remarks)).collect();
    (diagrams, remarks)
}

/// Lines with their numbers.
type Part<'t> = Vec<(usize, &'t str)>;

/// The lines within each fence of Mermaid.
fn fenced<'t>(file: &str, lines: &[(usize, &'t str)], remarks: &mut Vec<Remark>) -> Vec<Part<'t>> {
    let mut parts = Vec::new();
    let mut open: Option<(Fence, usize, Part<'_>)> = None;
    for (number, line) in lines {
        match open.take() {
            None => open = Fence::begin(line).map(|fence| (fence, *number, Vec::new())),
            Some((fence, _, part)) if fence.ends(line) => parts.extend(fence.is_mermaid.then_some(part)),
            Some((fence, from, mut part)) => {
                part.push((*number, unquoted(line)));
                open = Some((fence, from, part));
            }
        }
    }
    if let Some((_, from, part)) = open.filter(|(fence, ..)| fence.is_mermaid) {
        remarks.push(Remark::new(
            format!("{file}:{from}"),
            "The block is never closed; it was read to the end of the file.",
        ));
        parts.push(part);
    }
    parts
}

/// The line without the marks of a quotation.
fn unquoted(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(inner) = rest.strip_prefix('>') {
        rest = inner.trim_start();
    }
    rest
}

struct Fence {
    mark: char,
    length: usize,
    is_mermaid: bool,
}

impl Fence {
    fn begin(line: &str) -> Option<Fence> {
        let line = unquoted(line).trim_start_matches(['-', '*', '+']).trim_start();
        let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = line.trim_start_matches(mark);
        let length = line.len() - info.len();
        let word = info.trim().trim_start_matches(['{', '.']).split(|c: char| !c.is_alphanumeric()).next();
        let is_mermaid = word.is_some_and(|word| word.eq_ignore_ascii_case("mermaid"));
        (length >= 3 && !(mark == '`' && info.contains('`'))).then_some(Fence { mark, length, is_mermaid })
    }

    fn ends(&self, line: &str) -> bool {
        let line = unquoted(line).trim();
        line.len() >= self.length && line.chars().all(|c| c == self.mark)
    }
}

/// What is read of a diagram so far.
struct Reader<'r> {
    file: &'r str,
    diagram: Diagram,
    /// Comments that wait for what follows them.
    comments: Vec<String>,
    remarks: &'r mut Vec<Remark>,
}

/// Reads one diagram; none when it is no journey.
fn diagram(file: &str, lines: &[(usize, &str)], remarks: &mut Vec<Remark>) -> Option<Diagram> {
    let mut reader = Reader {
        file,
        diagram: Diagram { file: file.to_owned(), ..Diagram::default() },
        comments: Vec::new(),
        remarks,
    };
    let mut rest = lines.iter().copied().peekable();
    reader.front_matter(&mut rest);
    let mut is_journey = false;
    while let Some((number, line)) = rest.next() {
        let line = line.trim();
        if line.is_empty() || reader.is_comment(number, line, &mut rest) {
            continue;
        }
        if !is_journey {
            let word = line.split_whitespace().next().unwrap_or_default();
            if !word.eq_ignore_ascii_case("journey") {
                reader.remark(number, format!("The diagram is a `{word}` and no journey, so it was left alone."));
                return None;
            }
            is_journey = true;
            reader.diagram.line = number;
            let more = line.get(word.len()..).unwrap_or_default().trim();
            if more.is_empty() {
                continue;
            }
            reader.statement(number, more, &mut rest);
            continue;
        }
        reader.statement(number, line, &mut rest);
    }
    if !is_journey {
        let first = lines.first().map_or(1, |(number, _)| *number);
        reader.remark(first, "There is no `journey` in it, so nothing was read.");
        return None;
    }
    let Reader { mut diagram, comments, .. } = reader;
    diagram.last_comments = comments;
    Some(diagram)
}

type Lines<'l, 't> = std::iter::Peekable<std::iter::Copied<std::slice::Iter<'l, (usize, &'t str)>>>;

impl Reader<'_> {
    fn remark(&mut self, line: usize, message: impl Into<String>) {
        self.remarks.push(Remark::new(format!("{}:{line}", self.file), message));
    }

    /// Settings before the diagram: only the title says something.
    fn front_matter(&mut self, lines: &mut Lines<'_, '_>) {
        while lines.peek().is_some_and(|(_, line)| line.trim().is_empty()) {
            lines.next();
        }
        if lines.peek().is_none_or(|(_, line)| line.trim() != "---") {
            return;
        }
        let begin = lines.next().map_or(1, |(number, _)| number);
        let mut others = false;
        for (_, line) in lines.by_ref() {
            match line.trim().split_once(':') {
                _ if line.trim() == "---" => break,
                Some(("title", title)) => self.diagram.title = Some(title.trim().trim_matches(['"', '\'']).to_owned()),
                _ => others |= !line.trim().is_empty(),
            }
        }
        if others {
            self.remark(begin, "The settings between `---` concern the look of the diagram and were not taken over.");
        }
    }

    fn is_comment(&mut self, number: usize, line: &str, rest: &mut Lines<'_, '_>) -> bool {
        if line.starts_with("%%{") {
            let mut last = line;
            while !last.contains("}%%") {
                let Some((_, next)) = rest.next() else { break };
                last = next;
            }
            self.remark(number, "A directive (`%%{…}%%`) concerns the look of the diagram and was not taken over.");
            return true;
        }
        match line.strip_prefix("%%") {
            Some(comment) => {
                let comment = comment.trim_start_matches('%').trim();
                self.comments.extend((!comment.is_empty()).then(|| comment.to_owned()));
                true
            }
            None => false,
        }
    }

    fn statement(&mut self, number: usize, line: &str, rest: &mut Lines<'_, '_>) {
        let line = self.without_comment(number, line);
        if line.is_empty() {
            return;
        }
        if let Some(title) = after_word(&line, "title") {
            return self.title(number, title);
        }
        if let Some(text) = after_word(&line, "acctitle") {
            self.diagram.summary = Some(text.trim_start_matches(':').trim().to_owned()).filter(|text| !text.is_empty());
            return;
        }
        if let Some(text) = after_word(&line, "accdescr") {
            self.diagram.description = Some(description(text, rest)).filter(|text| !text.is_empty());
            return;
        }
        match after_word(&line, "section") {
            Some(name) => self.section(number, name),
            None => self.task(number, &line),
        }
    }

    /// `#` begins a comment, unless it writes a character (`#35;`, `#quot;`).
    fn without_comment(&mut self, number: usize, line: &str) -> String {
        let decoded = entities(line);
        match decoded.split_once('\0') {
            None => decoded,
            Some((before, behind)) => {
                let behind = behind.replace('\0', "#");
                self.remark(number, format!("Mermaid takes `#{}` for a comment, and so did we.", behind.trim()));
                self.comments.push(behind.trim().to_owned());
                before.trim().to_owned()
            }
        }
    }

    fn title(&mut self, number: usize, title: &str) {
        let title = clean(title);
        match self.diagram.title.clone() {
            Some(first) if first != title => {
                self.remark(number, format!("A second title, `{title}`, takes the place of `{first}`."));
                self.comments.push(format!("title: {first}"));
            }
            _ => {}
        }
        self.diagram.title = Some(title).filter(|title| !title.is_empty());
    }

    fn section(&mut self, number: usize, text: &str) {
        let (name, more) = text.split_once(':').map_or((text, ""), |parts| parts);
        if !more.trim().is_empty() {
            self.remark(number, format!("A colon ends the name of a section; `{}` is kept as a comment.", more.trim()));
            self.comments.push(more.trim().to_owned());
        }
        let name = Some(clean(name)).filter(|name| !name.is_empty());
        if name.is_none() {
            self.remark(number, "A section without a name.");
        }
        let mut comments = std::mem::take(&mut self.comments);
        if self.diagram.sections.is_empty() {
            self.diagram.comments.append(&mut comments);
        }
        self.diagram.sections.push(Section { name, line: number, tasks: Vec::new(), comments });
    }

    fn task(&mut self, number: usize, line: &str) {
        let mut parts = line.splitn(4, ':');
        let name = clean(parts.next().unwrap_or_default());
        let (score, actors, more) = (parts.next(), parts.next(), parts.next());
        let Some(score) = score.filter(|_| !name.is_empty()) else {
            self.remark(number, format!("`{line}` is no task (`name: score: who`); it is kept as a comment."));
            self.comments.push(format!("not understood: {line}"));
            return;
        };
        if let Some(more) = more {
            self.remark(
                number,
                format!("Mermaid leaves out what stands behind a third colon; `{}` is kept as a comment.", more.trim()),
            );
            self.comments.push(more.trim().to_owned());
        }
        let emotion = self.emotion(number, score.trim());
        let mut known = FxHashSet::default();
        let actors = actors.unwrap_or_default().split(',').map(clean).filter(|actor| !actor.is_empty());
        let actors = actors.filter(|actor| known.insert(actor.clone())).collect();
        if self.diagram.sections.is_empty() {
            self.remark(number, "The task stands before any section.");
            self.diagram.sections.push(Section { line: number, ..Section::default() });
        }
        let comments = std::mem::take(&mut self.comments);
        let task = Task { name, line: number, emotion, actors, comments };
        if let Some(section) = self.diagram.sections.last_mut() {
            section.tasks.push(task);
        }
    }

    /// Scores go from 1 to 5, feelings from -2 to 2.
    fn emotion(&mut self, number: usize, score: &str) -> Option<i8> {
        match score.parse::<f64>() {
            Ok(whole) if (1.0..=5.0).contains(&whole) && whole.fract() == 0.0 => return Some(whole as i8 - 3),
            _ if score.is_empty() => self.remark(number, "The task has no score, so the step has no emotion."),
            Ok(_) => self.remark(
                number,
                format!("The score `{score}` is no whole number from 1 to 5, so the step has no emotion."),
            ),
            Err(_) => self.remark(number, format!("The score `{score}` is no number, so the step has no emotion.")),
        }
        self.comments.push(format!("score: {score}"));
        None
    }
}

/// What follows a keyword, in upper or lower case.
fn after_word<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    let (begin, rest) = (line.get(..word.len())?, line.get(word.len()..)?);
    let ends =
        rest.is_empty() || rest.starts_with([' ', '\t']) || word.starts_with("acc") && rest.starts_with([':', '{']);
    (begin.eq_ignore_ascii_case(word) && ends).then(|| rest.trim())
}

/// The text of `accDescr`: behind a colon, or within braces over several lines.
fn description(text: &str, rest: &mut Lines<'_, '_>) -> String {
    let text = text.trim_start_matches(':').trim();
    let Some(inner) = text.strip_prefix('{') else { return text.to_owned() };
    let mut lines = vec![inner.trim().to_owned()];
    while !lines.last().is_some_and(|line| line.contains('}')) {
        let Some((_, next)) = rest.next() else { break };
        lines.push(next.trim().to_owned());
    }
    lines.join("\n").replace('}', "").trim().to_owned()
}

/// A name in one line, without breaks of HTML.
fn clean(text: &str) -> String {
    let text = ["<br>", "<br/>", "<br />", "<BR>"].iter().fold(text.to_owned(), |text, tag| text.replace(tag, " "));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters by number or name (`#35;`, `#quot;`) put in; each `#` that begins none becomes a NUL.
fn entities(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('#') {
        out.push_str(before);
        match behind.split_once(';').and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                out.push(character);
                rest = after;
            }
            None => {
                out.push('\0');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "colon" => Some(':'),
        "semi" => Some(';'),
        "num" => Some('#'),
        "nbsp" => Some(' '),
        number => number.parse().ok().and_then(char::from_u32).filter(|c| !c.is_control()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mermaid_reads_is_read_and_what_it_drops_is_told() {
        let text = "```mermaid\r\njourney\r\n  title Größe 😀\r\n  %% woher\r\n  section Los: los\r\n    Tee #35;1: 5: Ich, Katze, Ich\r\n    Nichts: : Ich\r\n    Viel: 9\r\n    bloß so\r\n    A: 2: Ich: mehr\r\n```\r\n";
        let (diagrams, remarks) = read("a.md", text, false);
        let diagram = diagrams.first().unwrap();
        assert_eq!((diagram.title.as_deref(), diagram.line), (Some("Größe 😀"), 2));
        let tasks = &diagram.sections[0].tasks;
        assert_eq!((tasks[0].name.as_str(), tasks[0].emotion, tasks[0].actors.len()), ("Tee #1", Some(2), 2));
        assert_eq!(tasks.iter().map(|task| task.emotion).collect::<Vec<_>>(), [Some(2), None, None, Some(-1)]);
        let places: Vec<&str> = remarks.iter().map(|remark| remark.place.as_str()).collect();
        assert_eq!(places, ["a.md:5", "a.md:7", "a.md:8", "a.md:9", "a.md:10"]);
        assert!(tasks[3].comments.contains(&"not understood: bloß so".to_owned()), "{tasks:?}");
        assert_eq!(diagram.comments, ["woher", "los"]);
    }

    #[test]
    fn other_diagrams_are_left_alone_and_open_fences_are_told() {
        let text = "~~~mermaid\nflowchart LR\n a-->b\n~~~\n```js\njourney\n```\n> ```mermaid\n> journey\n> section A\n> B: 1: C\n";
        let (diagrams, remarks) = read("a.md", text, false);
        assert_eq!((diagrams.len(), remarks.len()), (1, 2), "{remarks:?}");
        assert_eq!(diagrams[0].sections[0].tasks[0].name, "B");
    }

    #[test]
    fn settings_before_a_diagram_are_read_for_the_title() {
        let text = "---\ntitle: \"Wunsch\"\nconfig:\n  theme: dark\n---\n%%{init: {\n }}%%\nJOURNEY\naccTitle: Kurz\naccDescr {\n Lang\n und mehr\n}\nSECTION A\nX: 3\n";
        let (diagrams, remarks) = read("a.mmd", text, true);
        let diagram = diagrams.first().unwrap();
        assert_eq!((diagram.title.as_deref(), diagram.summary.as_deref()), (Some("Wunsch"), Some("Kurz")));
        assert_eq!(diagram.description.as_deref(), Some("Lang\nund mehr"));
        assert_eq!((remarks.len(), diagram.sections[0].tasks[0].emotion), (2, Some(0)), "{remarks:?}");
    }
}
