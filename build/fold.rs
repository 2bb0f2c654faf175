//! The table of `src/lang/zh/fold.rs`: traditional characters with the simplified ones that they are folded to.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

/// Pairs that the table of the library lacks or has otherwise: variants, and marks that differ by custom only.
const FURTHER: &str = "瀋沈 諮咨 疊叠 嶠峤 峯峰 羣群 査查 敎教 旣既 卽即 凈净 鉆钻 贜赃 俬私 踰逾 鎭镇 眞真 枴拐 妳你 牠它 \
    「“ 」” 『‘ 』’ 〈《 〉》 ︰： ﹕： ﹔； ﹐， ﹑、 ﹪％ ﹙（ ﹚）";

/// Characters that simplified texts write too, in another sense than that of their pair: 乾坤 is not 干坤.
const KEPT: &str = "乾仝吒呱呵彷捍煅磐祗薰疋坰醯阪炁畬燐珮琯甯湣祐";

/// What each folded character becomes: always of as many bytes, never one that is folded itself.
fn pairs() -> &'static BTreeMap<char, char> {
    static PAIRS: OnceLock<BTreeMap<char, char>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut pairs = BTreeMap::new();
        for from in ('\u{4E00}'..='\u{9FFF}').filter(|c| !KEPT.contains(*c)) {
            let to = fast2s::convert(&from.to_string());
            let to = single(&to).filter(|to| *to != from && to.len_utf8() == from.len_utf8());
            pairs.extend(to.map(|to| (from, to)));
        }
        for pair in FURTHER.split_whitespace() {
            let (from, to) = pair.split_at(pair.chars().next().map_or(0, char::len_utf8));
            pairs.extend(single(from).zip(single(to)));
        }
        assert!(pairs.values().all(|to| !pairs.contains_key(to)), "a character is folded to one that is folded itself");
        pairs
    })
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// A label in the characters that the reader of Chinese knows; the same as `lang::zh::fold::simplified`, but for the
/// sign ○, which no label has.
pub fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| !pairs().contains_key(&c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| pairs().get(&c).copied().unwrap_or(c)).collect())
}

/// Writes `fold.image`: the pairs in order, two bytes for each character.
pub fn write(out: &Path) {
    let unit = |c: &char| u16::try_from(u32::from(*c)).expect("a character of the basic plane").to_be_bytes();
    let bytes: Vec<u8> = pairs().iter().flat_map(|(from, to)| [unit(from), unit(to)].concat()).collect();
    std::fs::write(out.join("fold.image"), bytes).expect("the folder of the build can be written to");
}
