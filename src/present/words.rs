//! The words of the interface in the languages of the site: one table, one line a word.
//!
//! Labels of kinds and fields are not here; they are declared with the schema.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    german: bool,
}

/// The table by key: pages ask for words hundreds of thousands of times.
static INDEX: LazyLock<FxHashMap<&str, (&str, &str)>> =
    LazyLock::new(|| TABLE.iter().map(|(key, en, de)| (*key, (*en, *de))).collect());

/// Key, English, German. A key that ends in `_1` and `_n` is a counted noun, see `format.rs`.
const TABLE: &[(&str, &str, &str)] = &[
    ("skip", "Skip to content", "Zum Inhalt springen"),
    ("navigation", "Main navigation", "Hauptnavigation"),
    ("search", "Search", "Suche"),
    ("search_do", "Search", "Suchen"),
    ("theme", "Colours", "Farben"),
    ("theme_auto", "as on your device", "wie auf Ihrem Gerät"),
    ("theme_light", "light", "hell"),
    ("theme_dark", "dark", "dunkel"),
    ("crumbs", "You are here", "Sie sind hier"),
    ("copy", "Copy link", "Link kopieren"),
    ("copied", "Link copied", "Link kopiert"),
    ("print", "Print", "Drucken"),
    ("print_card", "Print the card", "Karte drucken"),
    ("print_map", "Print the map only", "Nur die Karte drucken"),
    ("edit", "Edit", "Bearbeiten"),
    ("edit_page", "Edit this page in the repository", "Diese Seite im Repository bearbeiten"),
    ("language_de", "German", "Deutsch"),
    ("language_en", "English", "Englisch"),
    ("this_language", "English", "Deutsch"),
    ("kind", "Kind", "Art"),
    ("all_kinds", "Everything here", "Alles im Überblick"),
    ("made_with", "Made with touchbase", "Erzeugt mit touchbase"),
    ("repository", "Sources", "Quelltexte"),
    ("data", "Everything as data", "Alles als Daten"),
    (
        "machines_help",
        "Every page `x.html` of an element has a twin `x.json` with the same content as data; the lists link to them.",
        "Jede Seite `x.html` eines Elements hat einen Zwilling `x.json` mit demselben Inhalt als Daten; die Listen verweisen darauf.",
    ),
    ("page", "Page", "Seite"),
    ("pages", "Pages", "Seiten"),
    ("home_lede", "What people live through with us:", "Was Menschen mit uns erleben:"),
    ("home_none", "Nothing is written down yet.", "Noch ist nichts aufgeschrieben."),
    (
        "home_none_help",
        "Add a persona and a journey to a .cx or .yaml file of this folder, then build again.",
        "Legen Sie in einer .cx- oder .yaml-Datei dieses Ordners eine Persona und eine Kundenreise an und bauen Sie neu.",
    ),
    ("weakest_link", "Weakest link", "Schwächstes Glied"),
    ("weakest_links", "Weakest links", "Schwächste Glieder"),
    ("no_feelings", "No feelings recorded yet", "Noch keine Gefühle erfasst"),
    ("care", "What needs care now", "Was jetzt Aufmerksamkeit braucht"),
    ("blind_spots", "Blind spots", "Blinde Flecken"),
    (
        "blind_spots_none",
        "Every touchpoint of a journey is measured.",
        "Jeder Touchpoint einer Kundenreise wird gemessen.",
    ),
    ("not_measured", "not measured", "wird nicht gemessen"),
    ("assumed", "Built on assumptions", "Auf Annahmen gebaut"),
    ("assumed_none", "Nothing rests on mere assumptions.", "Nichts beruht nur auf Annahmen."),
    ("weakest_none", "Nobody leaves a step unhappy.", "Niemand verlässt einen Schritt unzufrieden."),
    ("matrix_link", "Who meets us where? Touchpoints by journey", "Wer begegnet uns wo? Touchpoints je Kundenreise"),
    ("all_journeys", "All journeys", "Alle Kundenreisen"),
    ("all_personas", "All personas", "Alle Personas"),
    ("details", "Details", "Angaben"),
    ("profile", "Profile", "Steckbrief"),
    ("id", "Id", "Kennung"),
    ("defined_in", "Defined in", "Definiert in"),
    ("not_stated", "not stated", "nicht angegeben"),
    ("next_review", "next by {day}", "nächste Prüfung bis {day}"),
    ("used_by", "Used by", "Verwendet von"),
    ("used_by_none", "Nothing refers to it yet.", "Noch verweist nichts darauf."),
    ("in_step", "in", "in"),
    ("in_text", "in the text", "im Text"),
    ("further", "and {n} more", "und {n} weitere"),
    ("retired", "No longer in use.", "Nicht mehr in Gebrauch."),
    ("retired_by", "Replaced by", "Ersetzt durch"),
    ("draft", "A draft: still to be completed and agreed.", "Ein Entwurf: noch zu vervollständigen und abzustimmen."),
    ("unknown_reference", "unknown reference", "unbekannter Verweis"),
    ("faulty", "cannot be understood", "nicht lesbar"),
    ("yes", "yes", "ja"),
    ("no", "no", "nein"),
    ("default", "everybody else", "alle anderen"),
    ("everybody", "Everybody", "Alle"),
    ("and", "and", "und"),
    ("at", "at", "an"),
    ("for", "for", "für"),
    ("lived_by", "Lived through by", "Erlebt von"),
    ("the_journey", "The journey", "Die Reise"),
    ("step_by_step", "Step by step", "Schritt für Schritt"),
    ("map_label", "Map of the journey", "Karte der Kundenreise"),
    ("map_caption", "Stages and steps as columns, lanes as rows", "Phasen und Schritte als Spalten, Ebenen als Zeilen"),
    ("journey_none", "This journey has no steps yet.", "Diese Kundenreise hat noch keine Schritte."),
    ("journey_none_help", "Add a stage with its first step.", "Ergänzen Sie eine Phase mit ihrem ersten Schritt."),
    ("lanes", "Lanes", "Ebenen"),
    ("lane_step", "Step", "Schritt"),
    ("lane_touchpoint", "Touchpoint and channel", "Touchpoint und Kanal"),
    ("lane_emotion", "Emotion", "Emotion"),
    ("lane_thought", "Thoughts", "Gedanken"),
    ("lane_expects", "Expectations", "Erwartungen"),
    ("lane_pains", "Pains", "Schmerzpunkte"),
    ("lane_effort", "Effort and duration", "Aufwand und Dauer"),
    ("lane_backstage", "Backstage", "Hinter den Kulissen"),
    ("lane_marks", "Highlights", "Besonderes"),
    ("lane_front", "Frontstage", "Auf der Bühne"),
    ("lane_systems", "Systems", "Systeme"),
    ("lane_teams", "Teams", "Teams"),
    ("lane_evidence", "Physical evidence", "Sichtbare Belege"),
    ("lane_support", "Support processes", "Unterstützung"),
    ("line_interaction", "Line of interaction", "Linie der Interaktion"),
    ("line_visibility", "Line of visibility", "Linie der Sichtbarkeit"),
    ("line_internal", "Line of internal interaction", "Linie der internen Interaktion"),
    ("in_person", "In person", "Persönlich"),
    ("show_all", "Show everything", "Alles zeigen"),
    ("in_map", "in the map", "in der Karte"),
    ("breaks", "Media breaks", "Medienbrüche"),
    ("hand_overs", "Hand-overs", "Übergaben"),
    ("views", "Views of this journey", "Ansichten dieser Kundenreise"),
    ("view_map", "Map", "Karte"),
    ("view_blueprint", "Service blueprint", "Service-Blueprint"),
    ("view_story", "Story", "Erzählung"),
    ("view_compare", "As is and to be", "Ist und Soll"),
    (
        "blueprint_lede",
        "What people meet, who serves them, and what has to work unseen.",
        "Was Menschen begegnet, wer für sie da ist und was ungesehen gelingen muss.",
    ),
    ("compare_verdict", "The verdict", "Das Urteil"),
    ("compare_measure", "What counts", "Was zählt"),
    ("compare_touchpoints", "Touchpoints", "Touchpoints"),
    ("compare_gone", "No longer needed", "Entfällt"),
    ("compare_kept", "Stays", "Bleibt"),
    ("compare_new", "New", "Neu"),
    ("compare_none", "none", "keine"),
    ("told_who_1", "{x} lives through this journey.", "{x} erlebt diese Reise."),
    ("told_who_n", "{x} live through this journey.", "{x} erleben diese Reise."),
    ("told_need", "Behind it there is a need: {x}", "Dahinter steht ein Bedürfnis: {x}"),
    ("told_trigger", "This is how it begins: {x}", "So beginnt es: {x}"),
    ("told_outcome", "This is how it ends: {x}", "So geht es aus: {x}"),
    (
        "told_weakest",
        "The weakest link is {x}: somebody is {feeling} there ({n}).",
        "Das schwächste Glied ist {x}: Dort ist jemand {feeling} ({n}).",
    ),
    ("told_length", "All in all it takes {x}, {steps}.", "Alles in allem dauert es {x}, {steps}."),
    ("told_first", "It begins with {x}.", "Am Anfang steht {x}."),
    ("told_then", "Then comes {x}.", "Dann folgt {x}."),
    ("told_next", "Next comes {x}.", "Danach kommt {x}."),
    ("told_last", "At the end there is {x}.", "Am Ende steht {x}."),
    ("told_optional", "Some also choose {x}.", "Manche entscheiden sich auch für {x}."),
    ("told_scene", "The scene is {x}.", "Schauplatz ist {x}."),
    ("told_alone", "The company has no part in it.", "Das Unternehmen ist daran nicht beteiligt."),
    ("told_sub", "This is a journey of its own: {x}.", "Das ist eine Reise für sich: {x}."),
    (
        "told_break",
        "On the way here the medium changes, and nothing is carried over.",
        "Auf dem Weg hierher wechselt das Medium, und nichts wird mitgenommen.",
    ),
    ("told_hand_over", "From here on it is in the hands of {x}.", "Von hier an liegt es in den Händen von {x}."),
    ("told_carries", "This is already known: {x}.", "Bekannt ist bereits: {x}."),
    ("told_thought", "This is the thought that comes up: {x}", "Durch den Kopf geht dabei: {x}"),
    ("told_expects", "This is what is expected: {x}", "Erwartet wird: {x}"),
    ("told_feel_1", "{x} is {feeling} ({n}).", "{x} ist {feeling} ({n})."),
    ("told_feel_n", "{x} are {feeling} ({n}).", "{x} sind {feeling} ({n})."),
    ("told_feel_all", "Everybody is {feeling} ({n}).", "Alle sind {feeling} ({n})."),
    ("told_duration", "It takes {x}.", "Das dauert {x}."),
    ("told_effort", "The effort is {x} of 5.", "Der Aufwand liegt bei {x} von 5."),
    ("told_pains", "This is what hurts: {x}.", "Das schmerzt dabei: {x}."),
    ("told_truth", "It is a moment of truth.", "Es ist ein Moment der Wahrheit."),
    ("told_wow", "It is a moment of delight.", "Es ist ein Moment, der begeistert."),
    ("told_pain", "It is a moment that hurts.", "Es ist ein Moment, der schmerzt."),
    ("told_signature", "This is what people remember: {x}.", "Das bleibt in Erinnerung: {x}."),
    ("told_staff", "Help in person comes from {x}.", "Persönlich hilft hier {x}."),
    ("told_backstage", "Behind the scenes this has to work: {x}.", "Hinter den Kulissen muss gelingen: {x}."),
    ("download_svg", "Download as SVG", "Als SVG herunterladen"),
    ("effort", "Effort", "Aufwand"),
    ("importance", "Importance", "Wichtigkeit"),
    ("expects", "Expects", "Erwartet"),
    ("of_5", "of 5", "von 5"),
    ("peak", "Peak", "Höhepunkt"),
    ("low", "Low", "Tiefpunkt"),
    ("end", "End", "Ende"),
    ("duration", "Duration", "Dauer"),
    ("effort_highest", "most", "am meisten"),
    ("channels", "Channels", "Kanäle"),
    ("own_touchpoints", "Own touchpoints", "Eigene Touchpoints"),
    ("of", "of", "von"),
    ("sub_journey", "Sub-journey", "Teilreise"),
    ("optional", "optional", "freiwillig"),
    ("break", "Media break", "Medienbruch"),
    ("hand_over", "Hand-over", "Übergabe"),
    ("importance_5", "Moment of truth", "Moment der Wahrheit"),
    ("feeling_-2", "frustrated", "frustriert"),
    ("feeling_-1", "dissatisfied", "unzufrieden"),
    ("feeling_0", "neutral", "neutral"),
    ("feeling_1", "satisfied", "zufrieden"),
    ("feeling_2", "delighted", "begeistert"),
    ("curve_label", "Emotion curve", "Emotionskurve"),
    ("lives", "All of it lived through with us", "Alles, was sie mit uns erlebt"),
    (
        "lives_none",
        "In no journey yet: describe what this persona goes through.",
        "Noch in keiner Kundenreise: Beschreiben Sie, was diese Persona erlebt.",
    ),
    ("sum_of_all", "The sum of it", "Die Summe des Erlebten"),
    ("sum_feelings", "Sum of feelings", "Summe der Gefühle"),
    ("felt_1", "of 1 feeling", "aus 1 Gefühl"),
    ("felt_n", "of {n} feelings", "aus {n} Gefühlen"),
    ("touchpoints_at_1", "at 1 touchpoint", "an 1 Touchpoint"),
    ("touchpoints_at_n", "at {n} touchpoints", "an {n} Touchpoints"),
    ("expects_hurts", "What she expects, what hurts", "Was sie erwartet, was schmerzt"),
    ("bad_steps", "Unhappy steps", "Unzufriedene Schritte"),
    ("mood", "How people feel here", "Wie es den Menschen hier geht"),
    ("hurts", "Where it hurts", "Wo es schmerzt"),
    ("unhappiest", "Where people are least happy", "Wo man am wenigsten zufrieden ist"),
    ("in_the_works", "In the works", "In Arbeit"),
    ("first_review", "Next review", "Nächste Prüfung"),
    ("at_hand", "What is at hand", "Was zur Hand ist"),
    ("voices", "Expectations and voices", "Erwartungen und Stimmen"),
    ("preferred_by", "Preferred by", "Bevorzugt von"),
    ("reach", "What it reaches", "Was darüber läuft"),
    ("chain", "What drives what", "Was treibt was"),
    ("driven_by", "Driven by", "Wird getrieben von"),
    ("drives", "Drives", "Treibt"),
    ("level_today", "Today", "Heute"),
    ("level_needed", "Needed", "Gebraucht"),
    ("gap", "Gap", "Lücke"),
    ("no_gap", "none", "keine"),
    ("needed_for", "What it is needed for", "Wofür sie gebraucht wird"),
    ("depends", "What depends on it", "Was davon abhängt"),
    ("score", "How it proves itself", "Woran es sich zeigt"),
    ("visits", "Who comes here", "Wer hierherkommt"),
    ("visits_none", "No step of a journey leads here yet.", "Noch führt kein Schritt einer Kundenreise hierher."),
    ("visit_step", "Journey and step", "Kundenreise und Schritt"),
    ("visit_where", "Touchpoint", "Touchpoint"),
    ("visited", "Visited", "Besucht"),
    ("visit_from", "Comes from", "Kommt von"),
    ("visit_feels", "Feels", "Fühlt"),
    ("visit_first", "first step", "erster Schritt"),
    ("reports", "Reports", "Berichte"),
    (
        "reports_lede",
        "Each of these pages answers one question across the whole knowledge base.",
        "Jede dieser Seiten beantwortet eine Frage quer durch die ganze Wissensbasis.",
    ),
    ("reports_all", "All reports", "Alle Berichte"),
    ("management", "All of it on one page", "Alles auf einer Seite"),
    ("reports_none", "nothing yet", "noch leer"),
    ("reviews", "Reviews", "Prüfungen"),
    ("reviews_next", "Next reviews", "Nächste Prüfungen"),
    ("reviews_next_none", "Nothing has a rhythm of reviews yet.", "Noch hat nichts einen Prüfrhythmus."),
    ("review_do", "Review", "Prüfen"),
    ("review_until", "Review until {day}", "Prüfen bis {day}"),
    ("review_owner", "Owner", "Verantwortlich"),
    ("never_reviewed", "never reviewed", "nie geprüft"),
    ("late", "overdue", "überfällig"),
    (
        "matrix_key",
        "Each number says how many steps take place there; the dark ones are where somebody arrives at −2.",
        "Jede Zahl sagt, wie viele Schritte dort stattfinden; dunkel ist, wo jemand bei −2 ankommt.",
    ),
    (
        "matrix_part",
        "Journeys {from} to {to} of {n}, and the touchpoints they use.",
        "Kundenreisen {from} bis {to} von {n} und die Touchpoints, die sie nutzen.",
    ),
    ("touchpoint_journey", "Touchpoints by journey", "Touchpoints je Kundenreise"),
    ("performance", "Performance", "Leistung"),
    ("brand", "Brand", "Marke"),
    ("metrics_none", "No metric yet", "Noch keine Kennzahl"),
    ("not_yet_measured", "not measured yet", "noch nicht gemessen"),
    ("from_to", "from {from} to {to}", "von {from} auf {to}"),
    ("baseline", "baseline", "Ausgangswert"),
    ("target", "target", "Ziel"),
    ("as_of", "as of", "Stand"),
    ("glossary", "Glossary", "Glossar"),
    (
        "glossary_lede",
        "One name, one thing: this is what we call them.",
        "Ein Name, eine Sache: So heißen die Dinge bei uns.",
    ),
    ("glossary_none", "No entry yet.", "Noch kein Eintrag."),
    ("glossary_as", "To take along:", "Zum Mitnehmen:"),
    ("entry_link", "Link to this entry", "Link zu diesem Eintrag"),
    ("see", "see", "siehe"),
    ("letters", "Letters", "Buchstaben"),
    ("also", "also", "auch"),
    ("formerly", "formerly", "früher"),
    ("not_say", "do not say", "nicht sagen"),
    ("say", "say", "besser"),
    ("filter", "Filter this list", "Liste filtern"),
    ("filter_page", "Filter this page", "Diese Seite filtern"),
    ("list_none", "There is none yet.", "Noch gibt es hier nichts."),
    ("list_none_help", "Write the first one like this:", "So schreiben Sie den ersten Eintrag:"),
    ("list_shown", "{n} shown", "{n} davon angezeigt"),
    ("list_range", "{from} to {to} of {n}", "{from} bis {to} von {n}"),
    (
        "search_hint",
        "A name, a synonym, a former name, a word no longer used, or a word from the text",
        "Name, Synonym, früherer Name, ein Wort, das man nicht mehr sagt, oder ein Wort aus dem Text",
    ),
    (
        "search_script",
        "Searching needs JavaScript. Without it, the glossary lists everything from A to Z.",
        "Die Suche braucht JavaScript. Ohne sie führt das Glossar alles von A bis Z auf.",
    ),
    ("hits_0", "Nothing found. Try a shorter word.", "Nichts gefunden. Versuchen Sie ein kürzeres Wort."),
    ("hits_1", "1 result", "1 Treffer"),
    ("hits_n", "{n} results", "{n} Treffer"),
    ("hits_first", "{n} results, the best {m} of them", "{n} Treffer, davon die besten {m}"),
    (
        "hits_some",
        "No entry has all of these words; closest are:",
        "Kein Eintrag enthält alle Wörter, am nächsten kommen:",
    ),
    (
        "hits_broad",
        "The best {m}; type more letters to find the others",
        "Die besten {m}; mehr Buchstaben finden auch die anderen",
    ),
    ("hits_more", "Show more results", "Weitere Treffer zeigen"),
    ("hits_all", "All {n} results", "Alle {n} Treffer"),
    ("hits_every", "Everything", "Alles"),
    ("hits_sorts", "Filter by kind", "Nach Art filtern"),
    ("hits_label", "Search results", "Suchergebnisse"),
    ("found_also", "also called {x}", "auch „{x}“ genannt"),
    ("found_formerly", "formerly {x}", "früher: {x}"),
    ("found_forbidden", "do not say “{x}”, say: {y}", "nicht „{x}“ sagen, besser: {y}"),
    ("found_language", "“{x}” ({c})", "„{x}“ ({c})"),
    ("found_replaced", "replaced by {x}", "ersetzt durch {x}"),
    ("meant", "No exact match, similar words:", "Nichts Genaues gefunden, aber Ähnliches:"),
    ("moved", "Moved", "Umgezogen"),
    ("moved_to", "is now called", "heißt jetzt"),
    ("missing", "This page does not exist", "Diese Seite gibt es nicht"),
    (
        "missing_help",
        "Perhaps it was renamed. The search also knows former names.",
        "Vielleicht wurde sie umbenannt. Die Suche kennt auch frühere Namen.",
    ),
    ("home", "Home", "Startseite"),
    ("broken_banner", "Preview with broken references", "Vorschau mit kaputten Verweisen"),
    ("broken_place", "Where", "Wo"),
    ("broken_text", "Written", "Geschrieben"),
    ("broken_field", "Field", "Feld"),
    ("live_findings", "Findings", "Befunde"),
    ("live_stale", "Pages show the last state without errors.", "Die Seiten zeigen den letzten Stand ohne Fehler."),
    ("live_close", "Close", "Schließen"),
    ("live_show", "Show findings", "Befunde zeigen"),
    ("live_more", "{n} more; the terminal has them all.", "{n} weitere; alle stehen im Terminal."),
    (
        "live_gone",
        "No connection to touchbase; this page may be out of date.",
        "Keine Verbindung zu touchbase; diese Seite kann veraltet sein.",
    ),
    ("live_blank", "There is no site to show yet", "Noch gibt es keine Site zu zeigen"),
    (
        "live_blank_help",
        "It appears here by itself as soon as the errors are gone.",
        "Sie erscheint hier von selbst, sobald die Fehler behoben sind.",
    ),
    ("live_error", "Error", "Fehler"),
    ("live_warning", "Warning", "Warnung"),
    ("live_hint", "Hint", "Hinweis"),
    ("live_errors_1", "1 error", "1 Fehler"),
    ("live_errors_n", "{n} errors", "{n} Fehler"),
    ("live_warnings_1", "1 warning", "1 Warnung"),
    ("live_warnings_n", "{n} warnings", "{n} Warnungen"),
    ("live_hints_1", "1 hint", "1 Hinweis"),
    ("live_hints_n", "{n} hints", "{n} Hinweise"),
    ("entries_1", "1 entry", "1 Eintrag"),
    ("entries_n", "{n} entries", "{n} Einträge"),
    ("steps_1", "1 step", "1 Schritt"),
    ("steps_n", "{n} steps", "{n} Schritte"),
    ("in_steps_1", "in 1 step", "in 1 Schritt"),
    ("in_steps_n", "in {n} steps", "in {n} Schritten"),
    ("touchpoints_1", "1 touchpoint", "1 Touchpoint"),
    ("touchpoints_n", "{n} touchpoints", "{n} Touchpoints"),
    ("in_journeys_1", "in 1 journey", "in 1 Kundenreise"),
    ("in_journeys_n", "in {n} journeys", "in {n} Kundenreisen"),
    ("months_1", "1 month", "1 Monat"),
    ("months_n", "{n} months", "{n} Monate"),
    ("days_1", "1 day", "1 Tag"),
    ("days_n", "{n} days", "{n} Tage"),
];

const MONTHS: &[(&str, &str)] = &[
    ("January", "Januar"),
    ("February", "Februar"),
    ("March", "März"),
    ("April", "April"),
    ("May", "Mai"),
    ("June", "Juni"),
    ("July", "Juli"),
    ("August", "August"),
    ("September", "September"),
    ("October", "Oktober"),
    ("November", "November"),
    ("December", "Dezember"),
];

impl Words {
    /// The words of `language` (`de`; everything else reads the English ones).
    pub(crate) fn of(language: &str) -> Words {
        Words { german: language == "de" }
    }

    /// The code of the language, as `lang` and labels want it.
    pub(crate) fn language(&self) -> &'static str {
        if self.german { "de" } else { "en" }
    }

    /// All words with their keys.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let german = self.german;
        TABLE.iter().map(move |(key, en, de)| (*key, if german { *de } else { *en }))
    }

    /// The word with this key; the key itself when there is none (a test asks that this never happens).
    pub(crate) fn get(&self, key: &'static str) -> &'static str {
        INDEX.get(key).map_or(key, |(en, de)| if self.german { de } else { en })
    }

    /// What a feeling of −2…2 is called.
    pub(crate) fn feeling(&self, value: i64) -> &'static str {
        self.get(match value {
            ..=-2 => "feeling_-2",
            -1 => "feeling_-1",
            0 => "feeling_0",
            1 => "feeling_1",
            2.. => "feeling_2",
        })
    }

    /// The name of a month, 1…12.
    pub(crate) fn month(&self, month: i8) -> &'static str {
        let names = MONTHS.get(usize::try_from(month - 1).unwrap_or(usize::MAX)).copied().unwrap_or_default();
        if self.german { names.1 } else { names.0 }
    }

    /// What stands behind the day in a date.
    pub(crate) fn day_mark(&self) -> &'static str {
        if self.german { "." } else { "" }
    }

    /// The mark between groups of three digits.
    pub(crate) fn thousands(&self) -> char {
        if self.german { '.' } else { ',' }
    }

    /// The mark before decimals.
    pub(crate) fn decimal(&self) -> char {
        if self.german { ',' } else { '.' }
    }

    /// `text` in the quotation marks of the language.
    pub(crate) fn quoted(&self, text: &str) -> String {
        if self.german { format!("„{text}“") } else { format!("“{text}”") }
    }

    /// A label as it stands within a sentence: English nouns lose their capital.
    pub(crate) fn in_sentence(&self, label: &str) -> String {
        if self.german { label.to_owned() } else { label.to_lowercase() }
    }

    /// Words joined as in a sentence, `a, b and c`; by dots where commas are part of them.
    pub(crate) fn sentence(&self, parts: &[String]) -> String {
        match parts {
            parts if parts.iter().any(|part| part.contains(',')) => parts.join(" · "),
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.get("and")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_once() {
        let mut keys: Vec<&str> = TABLE.iter().map(|(key, ..)| *key).collect();
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn both_languages_keep_the_same_gaps() {
        let gaps = |text: &str| {
            text.split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect::<Vec<_>>()
        };
        for (key, en, de) in TABLE {
            assert_eq!(gaps(en), gaps(de), "{key}");
        }
    }

    #[test]
    fn lists_end_with_and() {
        let words = Words::of("de");
        assert_eq!(words.sentence(&["a".into(), "b".into(), "c".into()]), "a, b und c");
    }
}
