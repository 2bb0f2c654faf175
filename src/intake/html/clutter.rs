//! What of a page is not for reading, told by its elements: what a browser does not show, and what their names, classes
//! and roles say of them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::marks;
use super::tree::{Data, Id, Step, Tree};

/// What is known about a node from all that is within it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// How wide the text within is that leads nowhere.
    pub mass: usize,
    /// Whether a table stands within a table that this is.
    pub nests: bool,
    /// Whether a heading of the first level, or an article, stands within.
    pub heads: bool,
}

/// The facts about all nodes.
pub fn facts(tree: &Tree) -> Vec<Facts> {
    let mut facts = vec![Facts::default(); tree.len()];
    let mut tables: Vec<Id> = Vec::new();
    let mut links = 0;
    let mut walk = tree.walk();
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => match tree.data(id) {
                Data::Text(text) if links == 0 => facts[id.index()].mass = marks::width(text.trim()),
                Data::Element(..) if is_unread(tree, id) => walk.leave_out(id),
                _ => {}
            },
            Step::Leave(id) => {
                let own = facts[id.index()];
                if let Some(parent) = tree.parent(id) {
                    facts[parent.index()].mass += own.mass;
                    facts[parent.index()].heads |= own.heads || matches!(tree.name(id), "h1" | "article" | "main");
                }
            }
        }
        match (step, tree.name(step.id())) {
            (Step::Enter(id), "table") => {
                if let Some(outer) = tables.last() {
                    facts[outer.index()].nests = true;
                }
                tables.push(id);
            }
            (Step::Leave(_), "table") => drop(tables.pop()),
            (Step::Enter(_), "a") => links += 1,
            (Step::Leave(_), "a") => links -= 1,
            _ => {}
        }
    }
    facts
}

/// Whether a browser shows no text of an element, or shows it as something other than text.
pub fn is_unread(tree: &Tree, id: Id) -> bool {
    matches!(
        tree.name(id),
        "script" | "style" | "template" | "noscript" | "iframe" | "frame" | "object" | "embed" | "applet" | "svg" | "math" | "canvas"
            | "audio" | "video" | "select" | "datalist" | "option" | "button" | "input" | "textarea" | "map" | "head" | "dialog"
            // Readings beside characters, and what was struck out.
            | "rt" | "rp" | "del" | "s" | "strike"
    )
}

/// Words in the class or the id of what stands round an article.
const CLUTTER: &str = "nav navbar navigation navi gnav gnavi globalnav menu menus submenu breadcrumb breadcrumbs crumb crumbs topicpath \
    pankuzu migas sidebar sidenav footer foot copyright share sharing sharebar bdshare bdsharebuttonbox addthis sharethis social sns \
    related relate relacionadas relacionados kanren recommend recommended recommendation recommendations recirc comments comment \
    commentlist comentarios disqus respond ad ads adv advert adverts advertisement advertising adsbygoogle guanggao publicidad \
    banner promo promos promotion sponsored sponsor newsletter subscribe subscription signup paywall cookie cookies consent gdpr popup \
    modal overlay tags taglist etiquetas pagination pager pagenav pagebar prevnext toolbar search buscador login hotnews rank ranking \
    mostread trending weixin wechat qrcode ewm erweima skip player gallery slider carousel swiper slideshow \
    caption credit outbrain taboola xgyd xgxw xgwz xgbd xgnews xiangguan tuijian daohang fenxiang pinglun compartir \
    fontsize dropdown accesskey idiomas";

static CLUTTER_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| CLUTTER.split_whitespace().collect());

/// What readers say can be longer than the article.
const SAID_BY_READERS: [&str; 7] =
    ["comments", "comment", "commentlist", "comentarios", "disqus", "respond", "pinglun"];

/// Whether an element is not for reading. `whole` is the mass of the page.
pub fn is_clutter(tree: &Tree, id: Id, facts: &[Facts], whole: usize) -> bool {
    let own = facts[id.index()];
    let name = tree.name(id);
    if is_unread(tree, id) {
        return true;
    }
    if matches!(name, "html" | "body" | "article" | "main") {
        return false;
    }
    // What most of the page is in is the page, whatever it is called, and however it is shown when scripts have run.
    let most = own.mass * 5 > whole * 2;
    if is_hidden(tree, id) || matches!(name, "nav" | "aside" | "footer" | "figcaption") {
        return !most;
    }
    let role = tree.attribute(id, "role").unwrap_or("");
    let roles = [
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "dialog",
        "alert",
        "menu",
        "menubar",
        "tablist",
    ];
    let mut words = ["class", "id"].into_iter().filter_map(|a| tree.attribute(id, a)).flat_map(words);
    let mut readers = false;
    let called = words.any(|word| {
        readers = SAID_BY_READERS.contains(&&*word);
        readers || CLUTTER_WORDS.contains(&*word)
    });
    (called || roles.contains(&role)) && !own.heads && (readers || !most)
}

fn is_hidden(tree: &Tree, id: Id) -> bool {
    let style = || {
        let style: String = tree.attribute(id, "style")?.chars().filter(|c| !c.is_whitespace()).collect();
        let style = style.to_ascii_lowercase();
        (style.contains("display:none") || style.contains("visibility:hidden")).then_some(())
    };
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden").is_some_and(|v| v.eq_ignore_ascii_case("true"))
        || style().is_some()
        || tree.attribute(id, "class").is_some_and(|classes| {
            // Beside other classes `hidden` may hold for narrow windows only.
            let alone = matches!(classes.trim(), "hidden" | "hide" | "none");
            alone || classes.split_ascii_whitespace().any(|c| HIDING.contains(&c))
        })
}

/// Classes that hide what is there for machines.
const HIDING: [&str; 7] = [
    "sr-only",
    "screen-reader-text",
    "visually-hidden",
    "element-invisible",
    "d-none",
    "hide-for-print",
    "assistive-text",
];

/// The words of a class or an id, in lower case: `post-Related_list` and `relatedList` have `related`.
fn words(names: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    // A class is a few words; what is longer is none.
    for c in names.chars().take(400) {
        if !c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && lower) {
            words.push(String::new());
        }
        lower = c.is_ascii_lowercase();
        if let (true, Some(last)) = (c.is_ascii_alphabetic(), words.last_mut()) {
            last.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names() {
        assert_eq!(words("post-Related_list sideBar"), ["post", "related", "list", "side", "bar"]);
        assert!(words("").is_empty());
    }

    #[test]
    fn clutter() {
        for (html, expected) in [
            ("<nav id=x>Home</nav>", true),
            ("<div id=x class='share-bar'>Tell others</div>", true),
            ("<div id=x style='color: red; display : none'>x</div>", true),
            ("<div id=x class='bdsharebuttonbox'>x</div>", true),
            ("<div id=x class='has-sidebar'><h1>Title</h1></div>", false),
            ("<div id=x class='shareholders'>x</div>", false),
            ("<div id=x class='TRS_Editor'>x</div>", false),
        ] {
            let tree = super::super::tree::parse(&format!("{html}<p>{}</p>", "words ".repeat(30)), 64);
            let facts = facts(&tree);
            let id = tree.walk().map(Step::id).find(|id| tree.attribute(*id, "id") == Some("x")).unwrap();
            assert_eq!(is_clutter(&tree, id, &facts, facts[0].mass), expected, "{html}");
        }
    }
}
