//! Which lines of a page are the bulletin: its title, the lines by the title that tell when and by whom, and the body.

use std::ops::Range;

use super::blocks::{Block, Blocks, Kind};
use super::marks::{self, Mark};

/// The bulletin of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Its title.
    pub title: Option<String>,
    /// The lines by the title that tell when, where or by whom it was published.
    pub apparatus: Vec<String>,
    /// A line each.
    pub body: Vec<String>,
    /// Who edited the page, as its own line says.
    pub editor: Option<String>,
}

/// The bulletin among the lines of a page; nothing when they only lead to other pages. `named` are titles that the page's head
/// gives, the surest first.
pub fn content(blocks: &Blocks, named: &[String]) -> Option<Content> {
    let lines = &blocks.lines;
    let marks: Vec<Option<Mark>> = lines.iter().map(mark).collect();
    let weights: Vec<i64> = lines.iter().zip(&marks).map(|(line, mark)| weight(line, *mark)).collect();
    let whole = heaviest(&blocks.ranges, &weights).or_else(|| plain(lines, &marks))?;
    let body = without_tail(whole, &marks, &weights);
    let (title, at) = title(lines, &body, named);
    // What stands before the title in the same element leads there.
    let start = at.filter(|at| body.contains(at)).map_or(body.start, |at| at + 1);
    let mut content = Content { title, ..Content::default() };
    content.apparatus = apparatus(lines, &marks, at, start);
    let by_title = |at: &usize| lines[*at].width <= 120 && is_by_title(&lines[*at], marks[*at]);
    let leading = (start..body.end).take(4).take_while(by_title).count();
    content.apparatus.extend(lines[start..start + leading].iter().map(|line| line.text.clone()));
    let start = start + leading;
    let mut aside = false;
    for at in start..body.end {
        let line = &lines[at];
        match marks[at] {
            Some(Mark::Editor) if !is_dated(line) => {
                content.editor.get_or_insert_with(|| bare(&line.text));
                continue;
            }
            Some(Mark::Related | Mark::Comments) => aside = true,
            _ => {}
        }
        // A box within the text ends where a sentence of the text's own goes on.
        aside &= !(weights[at] > 60 && line.linked == 0);
        let by_title = at < start + 4 && is_by_title(line, marks[at]);
        if !by_title && (marks[at].is_some() && !is_dated(line) || leads_away(line) || aside) {
            continue;
        }
        content.body.push(line.text.clone());
    }
    // The editor's line may stand below the element that the text is in.
    let below = (body.end..lines.len()).find(|at| marks[*at] == Some(Mark::Editor));
    content.editor = content.editor.or_else(|| below.map(|at| bare(&lines[at].text)));
    (!content.body.is_empty()).then_some(content)
}

fn mark(line: &Block) -> Option<Mark> {
    if line.kind == Kind::Row { None } else { marks::of(&line.text) }
}

/// Whether a line is one by the title: what else it says is for reading as well.
fn is_dated(line: &Block) -> bool {
    crate::dateline::find(&line.text).is_some()
}

/// An editor's line without its brackets.
fn bare(text: &str) -> String {
    text.trim_matches(['(', ')', '（', '）', '[', ']', '【', '】', '〔', '〕', ' ']).to_owned()
}

fn leads_away(line: &Block) -> bool {
    line.linked * 2 > line.width || (line.linked * 3 > line.width && !is_prose(line))
}

/// Whether a line is made of sentences.
fn is_prose(line: &Block) -> bool {
    let text = line.text.trim_end_matches(['"', '”', '’', '」', '』', ')', '）', '»', ']', ' ']);
    let ends = text.ends_with(['.', '。', '!', '！', '?', '？', '；', ';', '…']);
    let commas = text.chars().filter(|c| matches!(c, ',' | '，' | '、' | '。' | '.' | '；' | ';')).count();
    (ends && line.width >= 16 && (line.text.contains(' ') || line.text.contains(marks::is_wide)))
        || (line.width >= 60 && commas >= 1)
        || line.width >= 140
}

/// How much a line speaks for being within the bulletin.
fn weight(line: &Block, mark: Option<Mark>) -> i64 {
    let width = i64::try_from(line.width).unwrap_or(i64::MAX / 1024);
    let own = i64::try_from(line.width.saturating_sub(line.linked)).unwrap_or(0);
    match (line.kind, mark) {
        (_, Some(_)) => -10 - width.min(30),
        _ if leads_away(line) => -10 - width.min(40),
        (Kind::Row, _) => own / 2,
        (Kind::Text, _) if is_prose(line) => own,
        (Kind::Heading(_), _) if is_prose(line) => own / 4,
        (Kind::Heading(_), _) => 0,
        (Kind::Text, _) => -3,
    }
}

/// The lines of the element whose lines weigh most, the innermost of several.
fn heaviest(ranges: &[Range<usize>], weights: &[i64]) -> Option<Range<usize>> {
    let mut sums = vec![0i64];
    sums.extend(weights.iter().scan(0i64, |sum, weight| {
        *sum = sum.saturating_add(*weight);
        Some(*sum)
    }));
    let mut best: Option<(i64, &Range<usize>)> = None;
    for range in ranges {
        let sum = sums[range.end] - sums[range.start];
        if sum > best.map_or(0, |(most, _)| most) {
            best = Some((sum, range));
        }
    }
    best.map(|(_, range)| range.clone())
}

/// All lines of a page without sentences, when most of it leads nowhere else.
fn plain(lines: &[Block], marks: &[Option<Mark>]) -> Option<Range<usize>> {
    let own = lines.iter().zip(marks).filter(|(line, mark)| mark.is_none() && !leads_away(line));
    let own: usize = own.map(|(line, _)| line.width).sum();
    let all: usize = lines.iter().map(|line| line.width).sum();
    (own * 2 > all).then_some(0..lines.len())
}

/// The lines without what comes after the bulletin: what heads other pages or comments, and little of weight after it.
fn without_tail(range: Range<usize>, marks: &[Option<Mark>], weights: &[i64]) -> Range<usize> {
    let heavy = |range: Range<usize>| weights[range].iter().filter(|w| **w > 0).sum::<i64>();
    let all = heavy(range.clone());
    let mut before = 0;
    for at in range.clone() {
        let ends = match marks[at] {
            Some(Mark::Comments) => before >= 60,
            Some(Mark::Related | Mark::Owner) => before * 4 >= all * 3,
            _ => false,
        };
        if ends {
            return range.start..at;
        }
        before += weights[at].max(0);
    }
    range
}

/// The title, and the line that it stands in.
fn title(lines: &[Block], body: &Range<usize>, named: &[String]) -> (Option<String>, Option<usize>) {
    let first = (body.start..body.end).find(|at| lines[*at].kind == Kind::Text && is_prose(&lines[*at]));
    let last = first.unwrap_or(body.start).min(lines.len().saturating_sub(1));
    let said = |line: &Block| named.iter().any(|name| is_title(&line.text, name));
    // The last line before the text that the head says as well; else the last heading of the first level before it.
    let before =
        || (0..=last).rev().filter(|at| lines.get(*at).is_some_and(|line| line.width >= 4 && !leads_away(line)));
    let at = before()
        .filter(|at| said(&lines[*at]))
        .max_by_key(|at| lines[*at].width)
        .or_else(|| before().find(|at| lines[*at].kind == Kind::Heading(1) && Some(*at) != first))
        .or_else(|| before().find(|at| matches!(lines[*at].kind, Kind::Heading(2)) && body.start.abs_diff(*at) < 8));
    match at {
        Some(at) => (Some(lines[at].text.clone()), Some(at)),
        None => (named.first().cloned(), None),
    }
}

/// Whether a line of the page is what its head calls the page, the site's name aside.
fn is_title(line: &str, named: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (line, named) = (letters(line), letters(named));
    // The page's head may cut a long title short.
    !line.is_empty()
        && (named.starts_with(&line) && line.len() * 3 >= named.len()
            || line.starts_with(&named) && named.len() * 5 >= line.len() * 4)
}

/// The lines between title and text, and else some before the title, that tell of the publication.
fn apparatus(lines: &[Block], marks: &[Option<Mark>], title: Option<usize>, start: usize) -> Vec<String> {
    let tells = |at: &usize| is_by_title(&lines[*at], marks[*at]);
    let Some(title) = title else { return Vec::new() };
    let text = |at: usize| lines[at].text.clone();
    let after: Vec<usize> = (title + 1..start.max(title + 1)).filter(tells).take(4).collect();
    let dated = |at: &usize| is_dated(&lines[*at]);
    let follows = (start..(start + 3).min(lines.len())).any(|at| is_dated(&lines[at]) && tells(&at));
    let mut found: Vec<String> = after.iter().map(|at| text(*at)).collect();
    if !follows && !after.iter().any(dated) {
        let before = (title.saturating_sub(8)..title).rev().filter(tells).find(dated);
        found.extend(before.map(text));
    }
    found
}

/// Whether a line tells when, where or by whom the bulletin was published.
fn is_by_title(line: &Block, mark: Option<Mark>) -> bool {
    let other = matches!(mark, Some(Mark::Related | Mark::Comments | Mark::Owner));
    line.kind == Kind::Text && !other && marks::is_apparatus(&line.text) && !is_today(&line.text)
}

/// Whether a line tells the day on which the page is looked at.
fn is_today(line: &str) -> bool {
    ["今天是", "今日", "现在是", "Today", "Hoy es", "本日"].iter().any(|word| line.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str, named: &[&str]) -> Option<Content> {
        let tree = super::super::tree::parse(html, 64);
        let blocks = super::super::blocks::blocks(&tree, &super::super::clutter::facts(&tree));
        content(&blocks, &named.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_bulletin_of_a_page() {
        let html = "<div><a href=/>首页</a> <a href=/n>新闻</a></div><h1>警方破获案件</h1><p>2024-04-13 来源：警讯</p>\
            <div><p>4月13日，警方破获案件1234起，抓获犯罪嫌疑人567名。</p><p>（责任编辑：林木）</p></div>\
            <div>相关阅读</div><ul><li><a href=/1>警方又破获案件12起，抓获犯罪嫌疑人5名。</a></ul><p>版权所有 警讯</p>";
        let found = read(html, &["警方破获案件_警讯网"]).unwrap();
        assert_eq!(found.title.as_deref(), Some("警方破获案件"));
        assert_eq!(found.apparatus, ["2024-04-13 来源：警讯"]);
        assert_eq!(found.body, ["4月13日，警方破获案件1234起，抓获犯罪嫌疑人567名。"]);
        assert_eq!(found.editor.as_deref(), Some("责任编辑：林木"));
    }

    #[test]
    fn navigation_is_no_bulletin() {
        assert_eq!(
            read("<ul><li><a href=/1>Home</a><li><a href=/2>News of today</a></ul><p>Copyright 2024</p>", &[]),
            None
        );
        assert_eq!(read("", &[]), None);
        assert_eq!(read("<p>Police arrested 12</p>", &[]).unwrap().body, ["Police arrested 12"]);
    }
}
