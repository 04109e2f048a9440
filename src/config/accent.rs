//! The accent colour of a team's site: what was asked for, what can be read, and the tints that go with it.
//!
//! Knows on which grounds pages write; how a style sheet says it is left to the site.

use super::color::Color;
use crate::text::Span;

/// How the pages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Scheme {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        }
    }

    /// The plain grounds that text of the accent colour stands on; the built-in style sheet calls them `--paper` and `--wash`.
    pub fn grounds(self) -> [Color; 2] {
        match self {
            Scheme::Light => [Color::new([0xff, 0xff, 0xff]), Color::new([0xf4, 0xf7, 0xf7])],
            Scheme::Dark => [Color::new([0x0f, 0x14, 0x16]), Color::new([0x17, 0x1e, 0x20])],
        }
    }
}

/// A colour as the settings give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The colour.
    pub color: Color,
    /// Where it is written.
    pub span: Span,
}

/// The accent colour as the settings give it: at least for one of the schemes; for the other, a tint of it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    /// For light pages.
    pub light: Option<Asked>,
    /// For dark pages.
    pub dark: Option<Asked>,
}

/// What pages of a scheme are coloured with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tones {
    /// For text, lines and marks; can be read on the grounds of the scheme and on `tint`.
    pub accent: Color,
    /// For grounds that stand out.
    pub tint: Color,
}

/// A colour that cannot be read where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Faint {
    /// What was asked for.
    pub asked: Asked,
    /// Where it cannot be read.
    pub scheme: Scheme,
    /// Its least contrast there.
    pub contrast: f64,
    /// The nearest colour that can be read there.
    pub nearest: Color,
}

impl Accent {
    /// What pages of `scheme` are coloured with, which can be read whatever was asked for; none when nothing was.
    pub fn tones(&self, scheme: Scheme) -> Option<Tones> {
        let asked = match scheme {
            Scheme::Light => self.light.or(self.dark),
            Scheme::Dark => self.dark.or(self.light),
        };
        let (color, grounds) = (asked?.color, scheme.grounds());
        // Nobody asked for this colour on dark pages: better a bright tint of it than one that can just be read.
        let dull = scheme == Scheme::Dark && self.dark.is_none() && !color.is_readable_on(&grounds);
        let accent = if dull { color.ground(BRIGHT.0, BRIGHT.1) } else { color }.readable_on(&grounds);
        Some(Tones { accent, tint: tint(accent, scheme) })
    }

    /// The colours that cannot be read where they are asked for.
    pub fn faint(&self) -> Vec<Faint> {
        let each = [(self.light, Scheme::Light), (self.dark, Scheme::Dark)];
        each.into_iter().filter_map(|(asked, scheme)| faint(asked?, scheme)).collect()
    }
}

/// Lightness and most chroma, in Oklab, of a bright tint on dark pages.
const BRIGHT: (f64, f64) = (0.77, 0.13);

/// Steps in which a tint nears the ground.
const STEPS: u32 = 10;

/// A tint on which `accent` can be read: the usual one, or else one nearer to the ground.
fn tint(accent: Color, scheme: Scheme) -> Color {
    let (lightness, chroma, end) = match scheme {
        Scheme::Light => (0.95, 0.03, 1.0),
        Scheme::Dark => (0.28, 0.045, 0.0),
    };
    let step = |step: u32| accent.ground(lightness + (end - lightness) * f64::from(step) / f64::from(STEPS), chroma);
    let found = (0..STEPS).map(step).find(|tint| accent.is_readable_on(&[*tint]));
    let [paper, _] = scheme.grounds();
    found.unwrap_or(paper)
}

fn faint(asked: Asked, scheme: Scheme) -> Option<Faint> {
    let grounds = scheme.grounds();
    let contrast = grounds.iter().map(|ground| asked.color.contrast(*ground)).fold(f64::INFINITY, f64::min);
    let nearest = asked.color.readable_on(&grounds);
    (nearest != asked.color).then_some(Faint { asked, scheme, contrast, nearest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceId;

    fn asked(text: &str) -> Option<Asked> {
        let span = Span::new(SourceId(0), 0, 0);
        Some(Asked { color: Color::parse(text)?, span })
    }

    /// Every 51st step of each channel: what a team may ask for.
    fn colors() -> impl Iterator<Item = Color> {
        let steps = || (0..=255u8).step_by(51);
        steps().flat_map(move |r| steps().flat_map(move |g| steps().map(move |b| Color::new([r, g, b]))))
    }

    #[test]
    fn whatever_is_asked_for_can_be_read_on_every_ground() {
        for color in colors() {
            let span = Span::new(SourceId(0), 0, 0);
            let accent = Accent { light: Some(Asked { color, span }), dark: None };
            for scheme in [Scheme::Light, Scheme::Dark] {
                let tones = accent.tones(scheme).unwrap_or_else(|| panic!("{color} has no tones"));
                let grounds = [scheme.grounds().as_slice(), &[tones.tint]].concat();
                assert!(tones.accent.is_readable_on(&grounds), "{color}: {tones:?} in {}", scheme.word());
            }
        }
    }

    #[test]
    fn a_colour_is_faint_only_where_it_is_asked_for() {
        let shown = |accent: Accent| {
            let faint = accent.faint().into_iter();
            faint
                .map(|faint| format!("{} {:.1} {}", faint.scheme.word(), faint.contrast, faint.nearest))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(Accent { light: asked("#00666e"), dark: None }), [""; 0], "nobody asked for it on dark pages");
        assert_eq!(shown(Accent { light: None, dark: asked("#ffcc00") }), [""; 0]);
        assert_eq!(shown(Accent { light: asked("#00666e"), dark: asked("#00666e") }).len(), 1);
        assert!(shown(Accent { light: asked("#ffcc00"), dark: None })[0].starts_with("light 1.4 #"));
    }

    #[test]
    fn the_schemes_find_a_tint_of_each_other() {
        let accent = Accent { light: asked("#00666e"), dark: None };
        let [light, dark] = [Scheme::Light, Scheme::Dark].map(|scheme| accent.tones(scheme).map(|tones| tones.accent));
        assert_eq!(light, Color::parse("#00666e"));
        assert!(dark.is_some_and(|dark| Some(dark) != light));
        assert_eq!(Accent { light: None, dark: None }.tones(Scheme::Light), None);
    }
}
