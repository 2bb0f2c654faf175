//! From byte offsets to Unicode code points, as Web Annotation and JSON readers count them.

/// Counts the code points before byte offsets of one text; offsets that ascend cost one pass in all.
pub struct Points<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> Points<'a> {
    /// A counter at the beginning of `text`.
    pub const fn new(text: &'a str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    /// The number of code points before byte `offset`, which is taken back to a character's boundary.
    pub fn at(&mut self, offset: usize) -> usize {
        let offset = self.text.floor_char_boundary(offset);
        if offset < self.byte {
            self.point -= self.text[offset..self.byte].chars().count();
        } else {
            self.point += self.text[self.byte..offset].chars().count();
        }
        self.byte = offset;
        self.point
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_both_ways() {
        let mut points = Points::new("a抓获1人");
        assert_eq!([points.at(7), points.at(1), points.at(8), points.at(99)], [3, 1, 4, 5]);
    }
}
