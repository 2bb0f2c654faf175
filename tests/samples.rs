//! The samples, each with the RDF that is expected of it.
//!
//! After a change that is meant to change them: `INSTA_UPDATE=always cargo test --test samples`, then read the diff.

mod support;

use gongbao::lexicon::Lexicon;

#[test]
fn samples_give_the_expected_rdf() {
    for path in support::texts("samples") {
        let quads = gongbao::rdf::quads(&support::read(&path), Lexicon::builtin());
        let turtle = gongbao::export::Format::by_name("turtle").unwrap().write(&quads, Vec::new()).unwrap();
        // One communiqué is there in several languages, under one name.
        let part = |p: &std::path::Path| p.file_stem().unwrap().to_string_lossy().into_owned();
        let name = format!("{}-{}", part(path.parent().unwrap()), part(&path));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../samples/expected" }, {
            insta::assert_snapshot!(name, String::from_utf8(turtle).unwrap());
        });
    }
}
