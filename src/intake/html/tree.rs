//! A page as a tree, in one vector: no element is too deep to be walked or dropped.
//!
//! html5ever does what a browser does with tags; this is where it puts the nodes. Of the attributes only those are kept
//! that say what an element is.

use std::cell::{Cell, RefCell};
use std::num::NonZeroU32;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, TokenizerResult, ns};

use super::ending::{Ending, Open, is_raw, of_open};

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(NonZeroU32);

impl Id {
    const ROOT: Self = Self(NonZeroU32::MIN);

    /// Its place among all nodes, in the order in which they were made.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// The page itself, or a comment: nothing to read.
    Nothing,
    /// An element with the attributes that are of use.
    Element(LocalName, Vec<(LocalName, StrTendril)>),
    /// Text, with entities resolved.
    Text(StrTendril),
}

#[derive(Debug)]
struct Node {
    data: Data,
    depth: u32,
    parent: Option<Id>,
    prev: Option<Id>,
    next: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
}

/// A page.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    cut: bool,
}

/// A step of a walk through a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A node begins.
    Enter(Id),
    /// A node that was entered ends.
    Leave(Id),
}

impl Tree {
    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the page ends before its end: within a tag, within an element that is never left open, or without the end of
    /// what it began with amid a sentence.
    pub const fn is_cut(&self) -> bool {
        self.cut
    }

    /// What a node is.
    pub fn data(&self, id: Id) -> &Data {
        &self.nodes[id.index()].data
    }

    /// The name of an element, empty for what is none.
    pub fn name(&self, id: Id) -> &str {
        if let Data::Element(name, _) = self.data(id) { name } else { "" }
    }

    /// An attribute's value.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Data::Element(_, attributes) = self.data(id) else { return None };
        attributes.iter().find(|(n, _)| &**n == name).map(|(_, value)| &**value)
    }

    /// The node that one is in.
    pub fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id.index()].parent
    }

    /// All of the page, in its order.
    pub fn walk(&self) -> Walk<'_> {
        self.walk_in(Id::ROOT)
    }

    /// A node and all within it.
    pub fn walk_in(&self, top: Id) -> Walk<'_> {
        Walk { tree: self, top, next: Some(Step::Enter(top)) }
    }

    /// The text of a node and of all within it, as it stands.
    pub fn text(&self, id: Id) -> String {
        let mut text = String::new();
        for step in self.walk_in(id) {
            if let Step::Enter(id) = step
                && let Data::Text(part) = self.data(id)
            {
                text.push_str(part);
            }
        }
        text
    }
}

/// A walk through a tree.
pub struct Walk<'a> {
    tree: &'a Tree,
    top: Id,
    next: Option<Step>,
}

impl Walk<'_> {
    /// Leaves out what is within the node that was entered last; it is left next.
    pub fn leave_out(&mut self, entered: Id) {
        self.next = Some(Step::Leave(entered));
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(id) => Some(self.tree.nodes[id.index()].first.map_or(Step::Leave(id), Step::Enter)),
            Step::Leave(id) if id == self.top => None,
            Step::Leave(id) => {
                let node = &self.tree.nodes[id.index()];
                node.next.map(Step::Enter).or(node.parent.map(Step::Leave))
            }
        };
        Some(step)
    }
}

impl Step {
    /// The node that it is about.
    pub fn id(self) -> Id {
        match self {
            Self::Enter(id) | Self::Leave(id) => id,
        }
    }
}

/// The tree of a page. Elements deeper than `nesting` are not told apart any more: their text stands in the element that
/// they are in.
pub fn parse(html: &str, nesting: usize) -> Tree {
    let html = &super::crowded::thinned(html);
    let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() };
    // A tag takes three bytes at least, so that a page whose elements outnumber its bytes is one that makes a parser
    // repeat its unclosed elements again and again.
    let most = html.len() / 2 + 1024;
    let builder = TreeBuilder::new(Sink::default(), options);
    let guard = Guard { builder, nesting, most, ending: Cell::default() };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&**html));
    // A script that the page wants to run, or an encoding that it wants to be read in, stops the tokenizer.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let ending = tokenizer.sink.ending.get();
    let amid = html.trim_end().ends_with(char::is_alphanumeric);
    Tree { cut: ending.is_cut(amid), ..tokenizer.sink.builder.sink.finish() }
}

/// Between tokenizer and tree: leaves out the tags that would nest too deeply, because the time that a tag takes grows with
/// the number of elements that are open.
struct Guard {
    builder: TreeBuilder<Handle, Sink>,
    nesting: usize,
    most: usize,
    ending: Cell<Ending>,
}

impl Guard {
    fn is_too_much(&self, tag: &Tag) -> bool {
        let sink = &self.builder.sink;
        let full = sink.depth.get() as usize > self.nesting || sink.nodes.borrow().len() > self.most;
        full && tag.kind == TagKind::StartTag && !is_raw(&tag.name)
    }

    /// Notes what tells whether the page is whole.
    fn note(&self, token: &Token) {
        let mut ending = self.ending.get();
        match token {
            Token::TagToken(tag) if matches!(&*tag.name, "html" | "body") => match tag.kind {
                TagKind::StartTag => ending.begun = true,
                TagKind::EndTag => ending.ended = true,
            },
            // A mere `<` at the end is a character.
            Token::ParseError(told) => {
                ending.in_tag |= told.starts_with("Saw EOF") && !told.ends_with("state TagOpen");
            }
            Token::EOFToken => self.builder.sink.at_end.set(true),
            _ => return,
        }
        self.ending.set(ending);
    }
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        self.note(&token);
        match &token {
            Token::TagToken(tag) if self.is_too_much(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
        let open = self.builder.sink.open.get();
        self.ending.set(Ending { open, ..self.ending.get() });
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// A node as the parser holds it: elements with their full name, which it asks for all the time.
#[derive(Clone)]
struct Handle {
    id: Id,
    name: Rc<QualName>,
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// How deep the parser is.
    depth: Cell<u32>,
    /// Whether the page has ended, and what was open then.
    at_end: Cell<bool>,
    open: Cell<Open>,
    nameless: Rc<QualName>,
}

impl Default for Sink {
    fn default() -> Self {
        let root =
            Node { data: Data::Nothing, depth: 0, parent: None, prev: None, next: None, first: None, last: None };
        let nameless = Rc::new(QualName::new(None, ns!(), LocalName::from("")));
        Self {
            nodes: RefCell::new(vec![root]),
            depth: Cell::new(0),
            at_end: Cell::new(false),
            open: Cell::new(Open::Optional),
            nameless,
        }
    }
}

/// The attributes that say what an element is.
const KEPT: [&str; 24] = [
    "aria-hidden",
    "aria-label",
    "charset",
    "class",
    "colspan",
    "content",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "rowspan",
    "scope",
    "style",
    "title",
    "type",
];

fn kept(attributes: Vec<Attribute>) -> Vec<(LocalName, StrTendril)> {
    let kept = attributes.into_iter().filter(|a| KEPT.contains(&&*a.name.local));
    kept.map(|a| (a.name.local, a.value)).collect()
}

impl Sink {
    fn add(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { data, depth: 0, parent: None, prev: None, next: None, first: None, last: None });
        // A page is shorter than four thousand million bytes, so it has fewer nodes.
        Id(u32::try_from(nodes.len()).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX))
    }

    fn nameless(&self, id: Id) -> Handle {
        Handle { id, name: Rc::clone(&self.nameless) }
    }

    fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.borrow()[id.index()].parent
    }

    /// Takes a node out of where it is.
    fn detach(&self, id: Id) {
        let nodes = &mut *self.nodes.borrow_mut();
        let node = &mut nodes[id.index()];
        let (parent, prev, next) = (node.parent.take(), node.prev.take(), node.next.take());
        match (prev, parent) {
            (Some(prev), _) => nodes[prev.index()].next = next,
            (None, Some(parent)) => nodes[parent.index()].first = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => nodes[next.index()].prev = prev,
            (None, Some(parent)) => nodes[parent.index()].last = prev,
            (None, None) => {}
        }
    }

    /// Puts a node into `parent`, before `next` or at the end.
    fn attach(&self, parent: Id, next: Option<Id>, id: Id) {
        self.detach(id);
        let nodes = &mut *self.nodes.borrow_mut();
        let prev = match next {
            Some(next) => nodes[next.index()].prev.replace(id),
            None => nodes[parent.index()].last.replace(id),
        };
        match prev {
            Some(prev) => nodes[prev.index()].next = Some(id),
            None => nodes[parent.index()].first = Some(id),
        }
        let depth = nodes[parent.index()].depth + 1;
        let node = &mut nodes[id.index()];
        (node.parent, node.prev, node.next, node.depth) = (Some(parent), prev, next, depth);
        self.depth.set(depth);
    }

    /// Puts a node or text into `parent`, before `next` or at the end; text beside text becomes one.
    fn insert(&self, parent: Id, next: Option<Id>, child: NodeOrText<Handle>) {
        let text = match child {
            NodeOrText::AppendNode(node) => return self.attach(parent, next, node.id),
            NodeOrText::AppendText(text) => text,
        };
        self.depth.set(self.nodes.borrow()[parent.index()].depth);
        let before = {
            let nodes = self.nodes.borrow();
            next.map_or(nodes[parent.index()].last, |next| nodes[next.index()].prev)
        };
        if let Some(before) = before
            && let Data::Text(there) = &mut self.nodes.borrow_mut()[before.index()].data
        {
            return there.push_tendril(&text);
        }
        let depth = self.depth.get();
        let id = self.add(Data::Text(text));
        self.attach(parent, next, id);
        self.depth.set(depth);
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner(), cut: false }
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.nameless(Id::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let id = self.add(Data::Element(name.local.clone(), kept(attributes)));
        Handle { id, name: Rc::new(name) }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.nameless(self.add(Data::Nothing))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.nameless(self.add(Data::Nothing))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        match self.parent(element.id) {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Handle) {
        if self.at_end.get() {
            self.open.set(self.open.get().max(of_open(&node.name.local)));
        }
        self.depth.set(self.nodes.borrow()[node.id.index()].depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // Nothing within a template is read.
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, node: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &node {
            self.detach(node.id);
        }
        if let Some(parent) = self.parent(sibling.id) {
            self.insert(parent, Some(sibling.id), node);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let Data::Element(_, attributes) = &mut self.nodes.borrow_mut()[target.id.index()].data {
            for (name, value) in kept(more) {
                if !attributes.iter().any(|(n, _)| *n == name) {
                    attributes.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut next = self.nodes.borrow()[node.id.index()].first;
        while let Some(id) = next {
            next = self.nodes.borrow()[id.index()].next;
            self.attach(new_parent.id, None, id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_walked_in_its_order() {
        let tree = parse("<p id=a>Fish &amp; <b>chips</b><p class=x>Tea", 64);
        let names: Vec<&str> = tree
            .walk()
            .filter_map(|step| if let Step::Enter(id) = step { Some(tree.name(id)) } else { None })
            .filter(|name| !name.is_empty())
            .collect();
        assert_eq!(names, ["html", "head", "body", "p", "b", "p"]);
        assert_eq!(tree.text(Id::ROOT), "Fish & chipsTea");
    }

    #[test]
    fn misnested_elements_keep_their_text() {
        let tree = parse("<b>a<p>b</b>c<table>d<tr><td>e</table>", 64);
        assert_eq!(tree.text(Id::ROOT).len(), 5, "{}", tree.text(Id::ROOT));
    }

    #[test]
    fn depth_has_a_limit_and_text_none() {
        let deep = "<div>".repeat(100_000) + "words" + &"</div>".repeat(100_000) + "<p>after";
        let tree = parse(&deep, 64);
        assert!(tree.len() < 100, "{}", tree.len());
        assert_eq!(tree.text(Id::ROOT), "wordsafter");
        // Unclosed paragraphs stand beside each other.
        assert!(parse(&"<p>x".repeat(1000), 64).len() > 1000);
    }

    #[test]
    fn formatting_that_is_never_closed_is_not_repeated_without_end() {
        let fonts: String = (0..500).map(|i| format!("<font id=f{i}>")).collect();
        let page = format!("<p>{fonts}</p>{}", "<p>x</p>".repeat(20_000));
        assert!(parse(&page, 512).len() < page.len());
    }
}
