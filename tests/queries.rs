//! Each shipped query on the samples, with the answer that is expected of it.
//!
//! After a change that is meant to change them: `INSTA_UPDATE=always cargo test --test queries`, then read the diff.

#[path = "support/program.rs"]
mod program;

fn queries() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "rq"))
        .map(|p| p.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn shipped_queries_answer_on_the_samples() {
    let names = queries();
    assert!(names.len() >= 12);
    for name in names {
        let args = ["query", "--saved", &name, "--from", "samples", "--format", "table"];
        let output = program::gongbao(&args).output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let table = String::from_utf8(output.stdout).unwrap();
        assert!(table.lines().count() > 2, "{name} has no answer on the samples:\n{table}");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "queries" }, {
            insta::assert_snapshot!(name, table);
        });
    }
}

#[test]
fn no_shipped_query_aggregates_over_optional() {
    for name in queries() {
        let text = std::fs::read_to_string(format!("{}/queries/{name}.rq", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(text.starts_with("# "), "{name}: help: begin with a comment that says which question it answers");
        assert!(
            !(text.contains("GROUP BY") && text.contains("OPTIONAL")),
            "{name}: OPTIONAL under GROUP BY rescans for each row"
        );
    }
}
