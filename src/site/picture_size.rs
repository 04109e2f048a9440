//! How wide and high a picture is, read from the first bytes of its file, so that a page keeps room for it before it is loaded.
//!
//! Knows only the formats that browsers show, and of each only where the size stands. A picture it cannot read has no size.

/// Width and height of a picture in pixels of its own; none for an unknown format, a broken file, or a size of nothing.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let found =
        png(bytes).or_else(|| gif(bytes)).or_else(|| webp(bytes)).or_else(|| jpeg(bytes)).or_else(|| svg(bytes));
    found.filter(|(width, height)| *width > 0 && *height > 0)
}

/// The whole number in `N` bytes from `at` on, the highest first.
fn big<const N: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(N)?)?;
    Some(part.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

/// The whole number in `N` bytes from `at` on, the lowest first.
fn little<const N: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(N)?)?;
    Some(part.iter().rev().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n").then_some(())?;
    Some((big::<4>(bytes, 16)?, big::<4>(bytes, 20)?))
}

fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"GIF8").then_some(())?;
    Some((little::<2>(bytes, 6)?, little::<2>(bytes, 8)?))
}

/// Of the three kinds of WebP each writes its size elsewhere.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP").then_some(())?;
    match bytes.get(12..16)? {
        b"VP8X" => Some((little::<3>(bytes, 24)? + 1, little::<3>(bytes, 27)? + 1)),
        b"VP8 " => Some((little::<2>(bytes, 26)? & 0x3fff, little::<2>(bytes, 28)? & 0x3fff)),
        b"VP8L" => {
            let bits = little::<4>(bytes, 21)?;
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        _ => None,
    }
}

/// Goes from segment to segment until one that begins a frame.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"\xff\xd8").then_some(())?;
    let mut at = 2;
    loop {
        (*bytes.get(at)? == 0xff).then_some(())?;
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0xc4 | 0xc8 | 0xcc => at += 2 + big::<2>(bytes, at + 2)? as usize,
            0xc0..=0xcf => return Some((big::<2>(bytes, at + 7)?, big::<2>(bytes, at + 5)?)),
            _ => at += 2 + big::<2>(bytes, at + 2)? as usize,
        }
    }
}

/// Width and height as the drawing says, else those of the part of the plane it shows.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096))?).into_owned();
    let (_, tag) = text.split_once("<svg")?;
    let tag = tag.split('>').next()?;
    let said = attribute(tag, "width").and_then(pixels).zip(attribute(tag, "height").and_then(pixels));
    said.or_else(|| {
        let mut parts = attribute(tag, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        Some((pixels(parts.next()?)?, pixels(parts.next()?)?))
    })
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = format!("{name}=");
    let at = tag
        .match_indices(&start)
        .find(|(at, _)| tag.get(..*at).is_some_and(|text| text.ends_with(char::is_whitespace)))?;
    let value = tag.get(at.0 + start.len()..)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

/// A length in pixels, rounded; none in other units.
fn pixels(length: &str) -> Option<u32> {
    let number: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    (0.5..1e6).contains(&number).then_some(number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_every_format_browsers_show() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x20";
        let gif = b"GIF89a\x40\x01\xf0\0";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04JF\xff\xff\xc4\0\x03x\xff\xc2\0\x11\x08\x01\x00\x02\x00\x03";
        let webp = |kind: &[u8; 4], rest: &[u8]| [b"RIFF\0\0\0\0WEBP", kind.as_slice(), b"\0\0\0\0", rest].concat();
        assert_eq!(size(png), Some((258, 32)));
        assert_eq!(size(gif), Some((320, 240)));
        assert_eq!(size(jpeg), Some((512, 256)));
        assert_eq!(size(&webp(b"VP8X", b"\0\0\0\0\xff\x01\0\xff\0\0")), Some((512, 256)));
        assert_eq!(size(&webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a\x40\x01\xf0\0")), Some((320, 240)));
        assert_eq!(size(&webp(b"VP8L", b"\x2f\xff\xc0\x3f\0")), Some((256, 256)));
        assert_eq!(size(b"<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 24.4 12\" xmlns='x'>"), Some((24, 12)));
        assert_eq!(size(b"<svg stroke-width='3' width='300px' height='200' viewBox='0 0 1 1'>"), Some((300, 200)));
    }

    #[test]
    fn what_is_no_picture_has_no_size() {
        for bytes in [
            b"".as_slice(),
            b"\x89PNG\r\n\x1a\n",
            b"GIF8",
            b"\xff\xd8\xff",
            b"\xff\xd8\xff\xe0\xff\xff",
            b"<svg width='50%'>",
            b"<svg",
            b"RIFF\0\0\0\0WEBPVP8X",
        ] {
            assert_eq!(size(bytes), None, "{bytes:?}");
        }
        assert_eq!(size(b"GIF89a\0\0\0\0"), None);
    }
}
