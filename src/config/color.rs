//! Colours as style sheets write them, how well two of them can be told apart, and the nearest one that can be read.
//!
//! Contrast is that of WCAG 2.2; lighter and darker are those of the perceptual space Oklab, in which a hue stays the same hue.
//! Knows neither pages nor settings.

use std::fmt;

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color([u8; 3]);

/// Contrast that text needs on its ground (WCAG 2.2, success criterion 1.4.3, level AA).
pub const READABLE: f64 = 4.5;

/// Halvings of a range of lightness: finer than one of 256 steps of a channel.
const HALVINGS: usize = 14;

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Color {
    /// The colour with these channels, red first.
    pub const fn new(channels: [u8; 3]) -> Color {
        Color(channels)
    }

    /// Reads `#006a71`, `#06a` or the same without `#`, upper and lower case alike.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let short: Vec<u8> = digits.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
        match short.as_slice() {
            [red, green, blue] => Some(Color([red * 17, green * 17, blue * 17])),
            [a, b, c, d, e, f] => Some(Color([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        }
    }

    /// Contrast of the two, from 1 (none) to 21 (black and white).
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    /// Whether it can be read as text on every one of `grounds`.
    pub fn is_readable_on(self, grounds: &[Color]) -> bool {
        grounds.iter().all(|ground| self.contrast(*ground) >= READABLE)
    }

    /// Itself when it can be read on `grounds`, else the nearest colour of its hue that can: a darker one on light grounds, a
    /// lighter one on dark grounds.
    pub fn readable_on(self, grounds: &[Color]) -> Color {
        if self.is_readable_on(grounds) {
            return self;
        }
        let darker = grounds.iter().all(|ground| ground.luminance() > 0.18);
        let [own, a, b] = self.oklab();
        // What is readable for sure, and what is not: the border lies between them.
        let (mut good, mut bad) = (if darker { 0.0 } else { 1.0 }, own);
        for _ in 0..HALVINGS {
            let middle = (good + bad) / 2.0;
            if Color::of_oklab([middle, a, b]).is_readable_on(grounds) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        Color::of_oklab([good, a, b])
    }

    /// A ground of the same hue: of lightness `lightness` (0 to 1), with at most `chroma` of its colour.
    pub fn ground(self, lightness: f64, chroma: f64) -> Color {
        let [_, a, b] = self.oklab();
        let own = a.hypot(b);
        let scale = if own > chroma { chroma / own } else { 1.0 };
        Color::of_oklab([lightness, a * scale, b * scale])
    }

    /// The part of white light that it reflects, from 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Channels in proportion to light, from 0 to 1.
    fn linear(self) -> [f64; 3] {
        self.0.map(|channel| match f64::from(channel) / 255.0 {
            dark if dark <= 0.04045 => dark / 12.92,
            light => ((light + 0.055) / 1.055).powf(2.4),
        })
    }

    /// Lightness and the two axes of colour in Oklab (Ottosson 2020).
    fn oklab(self) -> [f64; 3] {
        let [red, green, blue] = self.linear();
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        [
            0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short,
            1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short,
            0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short,
        ]
    }

    /// The colour at a place in Oklab; where screens cannot show it, a paler one of that lightness and hue.
    fn of_oklab([lightness, a, b]: [f64; 3]) -> Color {
        let at = |scale: f64| linear_of_oklab([lightness, a * scale, b * scale]);
        let is_shown = |channels: [f64; 3]| channels.iter().all(|channel| (-1e-4..=1.0001).contains(channel));
        let (mut good, mut bad) = (0.0, 1.0);
        if is_shown(at(1.0)) {
            good = 1.0;
        }
        for _ in 0..HALVINGS {
            let middle = (good + bad) / 2.0;
            if is_shown(at(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        Color(at(good).map(channel))
    }
}

fn linear_of_oklab([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let cube = |value: f64| value * value * value;
    let long = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let medium = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let short = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548 * b);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
    ]
}

/// A channel in proportion to light as one of 256 steps.
fn channel(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let step = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (step * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Color = Color::new([255; 3]);
    const BLACK: Color = Color::new([0; 3]);

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn colours_are_read_as_style_sheets_write_them() {
        assert_eq!(color("#06A"), color("0066aa"));
        assert_eq!(color("#006a71").to_string(), "#006a71");
        for text in ["", "#", "#12", "#12345", "teal", "#gggggg", "#1234567", "#größe", "rgb(1,2,3)"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }

    /// Figures of WCAG's own examples: #777 just fails on white, #767676 just passes.
    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 1e-9);
        assert_eq!((color("#777777").contrast(WHITE) * 100.0).floor(), 447.0);
        assert!(color("#767676").is_readable_on(&[WHITE]) && !color("#777777").is_readable_on(&[WHITE]));
    }

    #[test]
    fn a_colour_that_cannot_be_read_becomes_the_nearest_that_can() {
        for text in ["#ffcc00", "#ff0000", "#00ff00", "#e2001a", "#f7f7f7", "#80c0ff", "#ffffff"] {
            let (own, near) = (color(text), color(text).readable_on(&[WHITE]));
            assert!(near.is_readable_on(&[WHITE]), "{text}: {near}");
            assert!(
                own == near || near.contrast(WHITE) < READABLE + 0.15,
                "{text}: {near} is no nearer than it must be"
            );
        }
        for text in ["#000000", "#00008b", "#3a0000", "#00666e"] {
            let near = color(text).readable_on(&[BLACK]);
            assert!(near.is_readable_on(&[BLACK]) && near.contrast(BLACK) < READABLE + 0.15, "{text}: {near}");
        }
        assert_eq!(color("#00666e").readable_on(&[WHITE]), color("#00666e"), "what can be read stays");
    }

    #[test]
    fn a_hue_stays_the_same_hue() {
        let hue = |color: Color| color.oklab()[2].atan2(color.oklab()[1]);
        for text in ["#ffcc00", "#e2001a", "#80c0ff", "#7a2e1d"] {
            let (own, near) = (color(text), color(text).readable_on(&[WHITE]));
            assert!((hue(own) - hue(near)).abs() < 0.05, "{text}: {near}");
            assert!((hue(own) - hue(own.ground(0.95, 0.02))).abs() < 0.2, "{text}: {}", own.ground(0.95, 0.02));
        }
    }
}
