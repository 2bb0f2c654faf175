//! PDFs as producers of all kinds write them: what is read from each is what is read from the text that is in it.

#[path = "support/pdf.rs"]
mod pdf;
mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gongbao::document::{Document, Given};
use gongbao::intake::{self, Arrival, DateSource, Limits, Record};
use gongbao::lexicon::Lexicon;
use pdf::{Layout, Letters};

fn arrival(name: &str, bytes: Vec<u8>) -> Result<Arrival, String> {
    let record = Record { name: name.to_owned(), bytes, ..Record::default() };
    let mut arrivals = intake::arrivals(record, &Limits::default());
    assert_eq!(arrivals.len(), 1, "{name}");
    arrivals.remove(0).map_err(|fault| fault.to_string())
}

/// The events of a text: value, unit, bound, action, target and rate.
fn events(text: &str) -> Vec<String> {
    let date = Some(jiff::civil::date(2024, 12, 20));
    let document = Document::new("text", text.as_bytes(), Given { date, language: None }).unwrap();
    let bulletin = gongbao::read(&document, Lexicon::builtin());
    let event = |o: &gongbao::bulletin::Outcome| {
        let of = &o.quantity;
        format!("{} {:?} {:?} {:?} {:?} {:?}", of.value, of.unit, of.bound, o.action, o.targets, o.per)
    };
    bulletin.outcomes.iter().map(event).collect()
}

/// The texts of a language that all letters of an encoding hold.
fn texts(languages: &[&str]) -> Vec<PathBuf> {
    let texts = ["samples", "tests/gold", "tests/forms/pages"].map(support::texts).concat();
    texts.into_iter().filter(|path| languages.contains(&&*of(path))).collect()
}

fn of(path: &std::path::Path) -> String {
    let language = support::language(path);
    // The Chinese of a gold that names no script is known by its folder.
    if path.components().any(|c| c.as_os_str() == "zh-Hant") { "zh-Hant".to_owned() } else { language }
}

/// The F1 of the events of PDFs against those of their texts.
fn f1(languages: &[&str], layout: Layout) -> f64 {
    let (mut found, mut right, mut told) = (0, 0, 0);
    for path in texts(languages) {
        let text = std::fs::read_to_string(&path).unwrap();
        // An encoding holds no letters but its own.
        let text = text.replace('\u{2011}', "-").replace('〜', "～").replace('−', "－");
        let read = arrival(&path.display().to_string(), pdf::write(&text, "t", layout)).unwrap();
        let (of_pdf, mut of_text) = (events(&read.text), events(&text));
        (found, told) = (found + of_pdf.len(), told + of_text.len());
        for event in of_pdf {
            if let Some(at) = of_text.iter().position(|e| *e == event) {
                of_text.swap_remove(at);
                right += 1;
            }
        }
    }
    assert!(told > 50, "{languages:?}");
    2.0 * f64::from(right) / (found + told) as f64
}

#[test]
fn a_pdf_says_what_its_text_says() {
    let latin = &["en", "es"][..];
    let plain = Layout { letters: Letters::Latin, columns: 1, set_in: false, packed: true };
    let of = |letters| Layout { letters, set_in: true, ..plain };
    for (languages, layout) in [
        (latin, plain),
        (latin, Layout { columns: 2, set_in: true, ..plain }),
        (&["en", "zh-Hans", "zh-Hant", "ja", "es"], Layout { packed: false, ..of(Letters::Mapped) }),
        (&["zh-Hans", "zh", "ja"], Layout { columns: 2, ..of(Letters::Mapped) }),
        (&["zh-Hans"], of(Letters::Predefined("GBK-EUC-H"))),
        (&["zh-Hans"], Layout { set_in: false, ..of(Letters::Predefined("UniGB-UCS2-H")) }),
        (&["zh-Hant"], of(Letters::Predefined("ETen-B5-H"))),
        (&["ja"], of(Letters::Predefined("90ms-RKSJ-H"))),
    ] {
        let f1 = f1(languages, layout);
        eprintln!("{languages:?} {layout:?}: {f1:.4}");
        assert!(f1 > 0.99, "{languages:?} {layout:?}: {f1:.4}");
    }
}

const TEXT: &str = "Police arrest 12 people\n\nPolice arrested 12 people on Monday, and 30 more were questioned.\n";

fn small(letters: Letters) -> Vec<u8> {
    let layout = Layout { letters, columns: 1, set_in: false, packed: false };
    pdf::write(TEXT, "Police arrest 12 people", layout)
}

#[test]
fn the_properties_tell_title_and_day() {
    let meta = arrival("a.pdf", small(Letters::Latin)).unwrap().meta;
    assert_eq!(meta.title.as_deref(), Some("Police arrest 12 people"));
    let date = meta.date.unwrap();
    assert_eq!((date.source, date.day), (DateSource::Properties, jiff::civil::date(2024, 12, 14)));
}

/// The same file under a password, by RC4 of 128 bits and by AES of 128 and 256.
fn locked(bytes: &[u8], user: &str) -> Vec<Vec<u8>> {
    use lopdf::encryption::crypt_filters::{Aes128CryptFilter, Aes256CryptFilter, CryptFilter};
    use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, StringFormat};
    let mut document = Document::load_mem(bytes).unwrap();
    let id = Object::String(vec![7; 16], StringFormat::Hexadecimal);
    document.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let (permissions, owner_password, user_password) = (Permissions::all(), "owner", user);
    let filters = |filter: Arc<dyn CryptFilter>| BTreeMap::from([(b"StdCF".to_vec(), filter)]);
    let (stream_filter, string_filter) = (b"StdCF".to_vec(), b"StdCF".to_vec());
    let versions = [
        EncryptionVersion::V2 { document: &document, owner_password, user_password, key_length: 128, permissions },
        EncryptionVersion::V4 {
            document: &document,
            encrypt_metadata: true,
            crypt_filters: filters(Arc::new(Aes128CryptFilter)),
            stream_filter: stream_filter.clone(),
            string_filter: string_filter.clone(),
            owner_password,
            user_password,
            permissions,
        },
        EncryptionVersion::V5 {
            encrypt_metadata: true,
            crypt_filters: filters(Arc::new(Aes256CryptFilter)),
            file_encryption_key: &[9; 32],
            stream_filter,
            string_filter,
            owner_password,
            user_password,
            permissions,
        },
    ];
    let states = versions.map(|version| EncryptionState::try_from(version).unwrap());
    let encrypted = states.map(|state| {
        let (mut document, mut bytes) = (document.clone(), Vec::new());
        document.encrypt(&state).unwrap();
        document.save_to(&mut bytes).unwrap();
        bytes
    });
    encrypted.into()
}

#[test]
fn what_anybody_may_open_is_read() {
    for letters in [Letters::Latin, Letters::Mapped] {
        let plain = arrival("a.pdf", small(letters)).unwrap();
        for bytes in locked(&small(letters), "") {
            assert!(bytes.windows(8).any(|w| w == b"/Encrypt"));
            assert_eq!(arrival("a.pdf", bytes), Ok(plain.clone()), "{letters:?}");
        }
        for bytes in locked(&small(letters), "secret") {
            assert!(arrival("a.pdf", bytes).unwrap_err().contains("wants a password"));
        }
    }
}

#[test]
fn the_packet_of_metadata_tells_as_well() {
    let packet = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description \
                  xmp:CreateDate=\"2024-12-14T10:30:00+08:00\"><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Police &amp; \
                  courts</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>A. Writer</rdf:li></rdf:Seq></dc:creator>\
                  <dc:publisher><rdf:Bag><rdf:li>The Office</rdf:li></rdf:Bag></dc:publisher></rdf:Description></rdf:RDF></x:xmpmeta>";
    let show = "BT /F1 12 Tf 50 700 Td (Police arrested 12 people on Monday.) Tj ET";
    let page = "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>";
    let of = |packet: &str, packed: bool| {
        let mut objects = with(page, pdf::stream("", show.as_bytes(), false));
        objects[0] = b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/Lang(en-GB)>>".to_vec();
        objects.push(pdf::stream("/Type/Metadata/Subtype/XML", packet.as_bytes(), packed));
        arrival("a.pdf", pdf::of_objects(&objects, "")).unwrap()
    };
    for packed in [false, true] {
        let meta = of(packet, packed).meta;
        assert_eq!(meta.title.as_deref(), Some("Police & courts"));
        assert_eq!((meta.author.as_deref(), meta.publisher.as_deref()), (Some("A. Writer"), Some("The Office")));
        assert_eq!(meta.language.as_deref(), Some("en-GB"));
        let date = meta.date.unwrap();
        assert_eq!((date.source, date.day), (DateSource::Properties, jiff::civil::date(2024, 12, 14)));
    }
    // A packet that is none tells nothing, and takes nothing away.
    let none = of("<dc:title><rdf:li", false);
    assert_eq!((none.meta.title, none.text.contains("12 people")), (None, true));
}

#[test]
fn tables_are_rows_with_their_units() {
    let mut page = String::from("BT /F1 16 Tf 1 0 0 1 200 740 Tm (Results of the year) Tj ET\n");
    let rows = [
        ["Unit", "Cases registered \\(Nos.\\)", "Amount \\(Rs. in crore\\)"],
        ["Pune", "1,234", "12.5"],
        ["Nagpur", "2,468", "3.1"],
    ];
    for (n, row) in rows.iter().enumerate() {
        for (cell, left) in row.iter().zip([60, 180, 360]) {
            page += &format!("BT /F1 11 Tf 1 0 0 1 {left} {} Tm ({cell}) Tj ET\n", 700 - 20 * n);
        }
    }
    let file = one_page(&page, "");
    assert_eq!(
        arrival("table.pdf", file).unwrap().text,
        "Results of the year\nPune: Cases registered 1,234; Amount Rs. 12.5 crore\nNagpur: Cases registered 2,468; Amount Rs. 3.1 crore"
    );
}

/// A file of one page that draws this, with further entries in its resources.
fn one_page(content: &str, resources: &str) -> Vec<u8> {
    let page = format!("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>{resources}>>>>");
    pdf::of_objects(&with(&page, pdf::stream("", content.as_bytes(), false)), "")
}

fn with(page: &str, content: Vec<u8>) -> Vec<Vec<u8>> {
    vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.as_bytes().to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        content,
    ]
}

#[test]
fn what_cannot_be_read_is_told_in_one_line() {
    let whole = small(Letters::Mapped);
    let show = "BT /F1 12 Tf 50 700 Td (Police arrested 12 people.) Tj ET";
    let locked = "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF>/U<00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF>>>/ID[<00><00>]";
    let page = "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>";
    for (bytes, part) in [
        (one_page("q 600 0 0 800 0 0 cm /Scan Do Q", ""), "a PDF of pictures"),
        (pdf::of_objects(&with(page, pdf::stream("", show.as_bytes(), false)), locked), "wants a password"),
        (b"%PDF-1.7\nnothing".to_vec(), "a damaged PDF"),
        (whole[..200].to_vec(), "a damaged PDF"),
        (bomb(page), "larger than"),
    ] {
        let fault = arrival("a.pdf", bytes).unwrap_err();
        assert!(fault.starts_with("a.pdf: ") && fault.contains(part) && fault.contains("hint"), "{fault}");
        assert!(!fault.contains('\n'), "{fault}");
    }
}

/// A page of more blanks than may be unpacked.
fn bomb(page: &str) -> Vec<u8> {
    pdf::of_objects(&with(page, pdf::stream("", &vec![b' '; 260 << 20], true)), "")
}

#[test]
fn a_cut_or_torn_file_costs_one_line_at_most() {
    let whole = small(Letters::Mapped);
    for end in (0..whole.len()).step_by(131) {
        let mut torn = whole.clone();
        torn[end] = b'<';
        for bytes in [whole[..end].to_vec(), torn] {
            if let Err(fault) = arrival("cut.pdf", bytes) {
                assert!(!fault.contains('\n'), "{fault}");
            }
        }
    }
}

#[test]
fn deep_and_looping_files_take_little_time() {
    let show = "BT /F1 12 Tf 50 700 Td (Police arrested 12 people.) Tj ET ";
    let deep = |n: usize| {
        let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
        objects.extend((0..n).map(|i| format!("<</Type/Pages/Kids[{} 0 R 2 0 R]>>", i + 3).into_bytes()));
        pdf::of_objects(&objects, "")
    };
    let itself = "/XObject<</X 6 0 R>>";
    let mut forms = with(
        &format!("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>{itself}>>>>"),
        pdf::stream("", format!("{show} /X Do").as_bytes(), false),
    );
    forms.push(pdf::stream(&format!("/Subtype/Form/Resources<<{itself}>>"), "/X Do ".repeat(50).as_bytes(), false));
    for (bytes, read) in [
        (deep(20_000), false),
        (one_page(&format!("{show}{}", "[".repeat(1_000_000)), ""), true),
        (one_page(&format!("{}{show}", "<<".repeat(1_000_000)), ""), false),
        (pdf::of_objects(&forms, ""), true),
        ([&b"%PDF-1.4\n"[..], &b"1 0 obj ".repeat(500_000)].concat(), false),
        (one_page(&show.repeat(20_000), ""), true),
    ] {
        let (start, size) = (Instant::now(), bytes.len());
        let arrival = arrival("deep.pdf", bytes);
        assert_eq!(arrival.is_ok(), read, "{size}: {arrival:?}");
        assert!(start.elapsed() < Duration::from_secs(60), "{size}: {:?}", start.elapsed());
    }
}
